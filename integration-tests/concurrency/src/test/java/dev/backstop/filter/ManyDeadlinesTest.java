/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The wheel with its own thread and the machine's clock, when four threads arm, arm anew and disarm a hundred thousand requests. */
class ManyDeadlinesTest {
    private static final int REQUESTS = 100_000;
    private static final int THREADS = 4;
    private static final int LATEST_MILLIS = 3000;
    private static final int LEAST_MILLIS = 100;
    private static final int BATCHES = 500;
    private static final int CHANGES_IN_BATCH = 1000;
    /** A wheel's tick, and what a busy machine adds. */
    private static final int MOST_LATE_MILLIS = 500;
    /** The wheel's thread goes when there was nothing for 10 s. */
    private static final long MOST_IDLE_MILLIS = 60_000;

    private static final HttpServletResponse NOBODYS = (HttpServletResponse) Proxy.newProxyInstance(
            ManyDeadlinesTest.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (p, m, a) -> null);

    private final List<Thread> wheelThreads = new ArrayList<>();
    private final TimerWheel wheel = new TimerWheel(System::nanoTime, Runnable::run, task -> {
        Thread thread = new Thread(task, "wheel");
        thread.setDaemon(true);
        wheelThreads.add(thread);
        return thread;
    });

    @Test
    void eachDeadlineIsToldOnceInTimeAndTheThreadEnds() throws Exception {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(new Request(wheel, i));
        }
        List<Thread> threads = new ArrayList<>();
        CountDownLatch armed = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            int share = REQUESTS / THREADS;
            List<Request> own = requests.subList(i * share, (i + 1) * share);
            int next = (i + 1) % THREADS;
            List<Request> others = requests.subList(next * share, (next + 1) * share);
            threads.add(new Thread(() -> armAndChange(own, others, armed), "application " + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, wheelThreads.size(), "threads of the wheel");
        wheelThreads.get(0).join(MOST_IDLE_MILLIS);

        assertFalse(wheelThreads.get(0).isAlive(), "the wheel's thread is left over");
        assertFalse(wheel.turn(), "something is armed still");
        assertEquals(
                List.of(),
                requests.stream().filter(request -> !request.isRight()).limit(5).toList());
        assertTrue(
                requests.stream().filter(request -> request.changes > 0).count() > REQUESTS / 10,
                "too few were changed to show anything");
    }

    private void armAndChange(List<Request> own, List<Request> others, CountDownLatch armed) {
        Random random = new Random(own.get(0).startMillis());
        int end = wheel.clockMillis() + LATEST_MILLIS;
        own.forEach(request -> request.arm(random, end));
        armed.countDown();
        try {
            armed.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        List<Request> changed = others.subList(0, others.size() / 3);
        for (int batch = 0; batch < BATCHES; batch++) {
            for (int i = 0; i < CHANGES_IN_BATCH; i++) {
                changed.get(random.nextInt(changed.size())).change(random, end);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LATEST_MILLIS) / BATCHES);
        }
    }

    /** Armed and changed by one thread after the other, told by the wheel's; read when all of them are done. */
    private static final class Request extends TimedResponse {
        private final TimerWheel wheel;
        private boolean armed;
        private int due;
        private int changes;
        /** As often as it was changed when it was due, so that it may have been told before or not. */
        private int changedTooLate;

        private int told;
        private int toldMillis;

        private Request(TimerWheel wheel, int startMillis) {
            super(NOBODYS, startMillis);
            this.wheel = wheel;
        }

        /** For a time between soon and the end. */
        private void arm(Random random, int end) {
            int soon = wheel.clockMillis() + LEAST_MILLIS;
            if (end - soon > 0) {
                armed = true;
                due = end - random.nextInt(end - soon);
                wheel.arm(this, due);
            }
        }

        private void change(Random random, int end) {
            boolean wasArmed = armed;
            int wasDue = due;
            if (wasArmed && wheel.clockMillis() - wasDue >= 0) {
                return;
            }
            changes++;
            if (random.nextBoolean()) {
                arm(random, end);
            } else {
                armed = false;
                wheel.disarm(this);
            }
            if (wasArmed && wheel.clockMillis() - wasDue >= 0) {
                changedTooLate++;
            }
        }

        @Override
        void timeIsOver(int nowMillis) {
            told++;
            toldMillis = wheel.clockMillis();
        }

        private boolean isRight() {
            int least = armed ? 1 : 0;
            int late = toldMillis - due;
            return told >= least
                    && told <= least + changedTooLate
                    && (!armed || (late >= 0 && late <= MOST_LATE_MILLIS));
        }

        @Override
        public String toString() {
            return "armed=%s changes=%d changedTooLate=%d told=%d late=%dms"
                    .formatted(armed, changes, changedTooLate, told, toldMillis - due);
        }
    }
}
