/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Time is the test's own: it moves the clock and makes the timer tick. */
class HoldTimerTest {
    private static final Duration HOLD = Duration.ofMillis(200);

    private final HandDrivenTimer timer = new HandDrivenTimer();
    private final List<String> flushed = new ArrayList<>();
    private long now;
    private boolean workersAreBusy;
    private boolean memoryIsFull;
    private final HoldTimer holds = new HoldTimer(HOLD, timer, this::work, () -> now);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void letsFlushesGoInTheOrderInWhichTheyCame() {
        holds.arm(hold("first"));
        pass(100);
        holds.arm(hold("second"));
        pass(99);
        assertEquals(List.of("first"), flushed);
        pass(100);

        assertEquals(List.of("first", "second"), flushed);
    }

    @Test
    void neverLetsOneGoLaterThanItsTime() {
        holds.arm(hold("page"));
        pass(180);
        assertEquals(List.of(), flushed);
        pass(10);

        assertEquals(List.of("page"), flushed);
    }

    @Test
    void forgetsWhatIsDisarmed() {
        Hold first = hold("first");
        Hold second = hold("second");
        Hold third = hold("third");
        holds.arm(first);
        holds.arm(second);
        holds.arm(third);
        holds.disarm(second);
        holds.disarm(second);
        pass(200);

        assertEquals(List.of("first", "third"), flushed);
    }

    @Test
    void triesAgainInOrderWhenAllWorkersWaitForSlowClients() {
        holds.arm(hold("first"));
        holds.arm(hold("second"));
        workersAreBusy = true;
        pass(200);
        assertEquals(List.of(), flushed);
        workersAreBusy = false;
        pass(10);

        assertEquals(List.of("first", "second"), flushed);
    }

    /** A periodic task that throws is never run again: every flush that is held from then on would wait for its request's end. */
    @Test
    void triesAgainWhenThereIsNoMemoryForAnotherWorker() {
        holds.arm(hold("first"));
        memoryIsFull = true;
        pass(200);
        assertEquals(List.of(), flushed);
        memoryIsFull = false;
        pass(10);

        assertEquals(List.of("first"), flushed);
    }

    @Test
    void stopsTickingWhenNothingIsHeldAndStartsAgain() {
        holds.arm(hold("first"));
        pass(200);
        for (int i = 0; i < 100 && timer.tick != null; i++) {
            pass(10);
        }
        assertNull(timer.tick);
        holds.arm(hold("second"));
        pass(200);

        assertEquals(List.of("first", "second"), flushed);
    }

    private Hold hold(String name) {
        return new Hold(() -> flushed.add(name));
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        requireNonNull(timer.tick, "the timer does not tick").run();
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

    /** A timer that ticks when the test says so. */
    private static final class HandDrivenTimer extends ScheduledThreadPoolExecutor {
        private @Nullable Runnable tick;

        HandDrivenTimer() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
            tick = task;
            ScheduledFuture<?> never = schedule(() -> {}, 1, TimeUnit.DAYS);
            return new Cancellable(never);
        }

        private final class Cancellable implements ScheduledFuture<Object> {
            private final ScheduledFuture<?> never;

            Cancellable(ScheduledFuture<?> never) {
                this.never = never;
            }

            @Override
            public boolean cancel(boolean interrupt) {
                tick = null;
                return never.cancel(interrupt);
            }

            @Override
            public boolean isCancelled() {
                return never.isCancelled();
            }

            @Override
            public boolean isDone() {
                return never.isDone();
            }

            @Override
            public @Nullable Object get() {
                return null;
            }

            @Override
            public @Nullable Object get(long timeout, TimeUnit unit) {
                return null;
            }

            @Override
            public long getDelay(TimeUnit unit) {
                return never.getDelay(unit);
            }

            @Override
            public int compareTo(java.util.concurrent.Delayed other) {
                return never.compareTo(other);
            }
        }
    }
}
