/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Time is the test's own: it moves the clock and turns the wheel. */
class TimerWheelTest {
    private static final HttpServletResponse NO_RESPONSE = (HttpServletResponse) Proxy.newProxyInstance(
            TimerWheelTest.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (p, m, a) -> null);

    private final List<String> over = new ArrayList<>();
    private long now;
    private boolean workersAreBusy;
    private boolean memoryIsFull;
    private int threads;
    private final TimerWheel wheel = new TimerWheel(() -> now, this::work, task -> {
        threads++;
        // Never started by itself: the test turns.
        return new Thread(() -> {});
    });

    @Test
    void tellsEachThatItsTimeIsOverAndNotBefore() {
        arm("late", 500);
        arm("early", 100);
        pass(99);
        assertEquals(List.of(), over);
        pass(1);
        assertEquals(List.of("early"), over);
        pass(399);
        assertEquals(List.of("early"), over);
        pass(1);

        assertEquals(List.of("early", "late"), over);
    }

    @Test
    void tellsEachOnce() {
        arm("one", 100);
        pass(200);
        pass(20_000);

        assertEquals(List.of("one"), over);
    }

    @Test
    void forgetsWhatIsDisarmed() {
        arm("first", 100);
        Entry second = arm("second", 100);
        arm("third", 100);
        wheel.disarm(second);
        wheel.disarm(second);
        pass(200);

        assertEquals(List.of("third", "first"), over);
    }

    @Test
    void armsAnewWhatIsArmedAlready() {
        Entry entry = arm("one", 100);
        wheel.arm(entry, millis() + 300);
        pass(200);
        assertEquals(List.of(), over);
        pass(100);

        assertEquals(List.of("one"), over);
    }

    @Test
    void tellsAtTheNextTickWhatIsLateAlready() {
        arm("first", 100);
        pass(1100);
        wheel.arm(new Entry("late"), millis() - 50);
        pass(TimerWheel.TICK_MILLIS);

        assertEquals(List.of("first", "late"), over);
    }

    /** One turn of the wheel is 16 s. */
    @Test
    void knowsTimesThatAreManyTurnsAway() {
        arm("far", 100_000);
        for (int i = 0; i < 99; i++) {
            pass(1000);
        }
        assertEquals(List.of(), over);
        pass(1000);

        assertEquals(List.of("far"), over);
    }

    /** The machine was suspended, or the collector took its time. */
    @Test
    void missesNothingWhenTicksComeLate() {
        for (int i = 0; i < 50; i++) {
            arm("entry " + i, 100 + 400 * i);
        }
        pass(60_000);

        assertEquals(50, over.size());
    }

    @Test
    void doesNotMindThatItsClockWrapsAround() {
        now = TimeUnit.MILLISECONDS.toNanos((1L << 31) - 100);
        arm("over the edge", 300);
        pass(299);
        assertEquals(List.of(), over);
        pass(1);

        assertEquals(List.of("over the edge"), over);
    }

    @Test
    void triesAgainWhenAllWorkersWaitForSlowClients() {
        arm("first", 100);
        workersAreBusy = true;
        pass(200);
        assertEquals(List.of(), over);
        workersAreBusy = false;
        pass(TimerWheel.TICK_MILLIS);

        assertEquals(List.of("first"), over);
    }

    /** Otherwise all deadlines would go with the first one that finds no memory for a thread. */
    @Test
    void triesAgainWhenThereIsNoMemoryForAnotherWorker() {
        arm("first", 100);
        memoryIsFull = true;
        pass(200);
        assertEquals(List.of(), over);
        memoryIsFull = false;
        pass(TimerWheel.TICK_MILLIS);

        assertEquals(List.of("first"), over);
    }

    @Test
    void tellsWhetherAnythingIsArmed() {
        assertFalse(wheel.turn());
        Entry entry = arm("one", 100);
        assertTrue(wheel.turn());
        wheel.disarm(entry);

        assertFalse(wheel.turn());
    }

    @Test
    void startsOneThreadForAll() {
        arm("first", 100);
        arm("second", 100);

        assertEquals(1, threads);
    }

    @Test
    void startsNoThreadAfterItsEnd() {
        wheel.stop();
        arm("first", 100);

        assertEquals(0, threads);
    }

    private Entry arm(String name, int inMillis) {
        Entry entry = new Entry(name);
        wheel.arm(entry, millis() + inMillis);
        return entry;
    }

    private int millis() {
        return (int) TimeUnit.NANOSECONDS.toMillis(now);
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        wheel.turn();
    }

    private void work(Runnable task) {
        if (workersAreBusy) {
            throw new RejectedExecutionException();
        }
        if (memoryIsFull) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        task.run();
    }

    private final class Entry extends TimedResponse {
        private final String name;

        private Entry(String name) {
            super(NO_RESPONSE, millis());
            this.name = name;
        }

        @Override
        void timeIsOver(int nowMillis) {
            over.add(name);
        }
    }
}
