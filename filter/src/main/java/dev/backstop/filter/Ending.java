/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.incident.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The end of the JVM, seen coming. Safe for use by many threads. */
final class Ending {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final TimerWheel wheel;
    private final Deadlines deadlines;
    private volatile @Nullable Fault fault;

    Ending(TimerWheel wheel, Deadlines deadlines) {
        this.wheel = wheel;
        this.deadlines = deadlines;
    }

    /** What new requests are answered with; null while the JVM is not about to end. */
    @Nullable
    Fault fault() {
        return fault;
    }

    /**
     * The JVM is about to end. Answers the request of the calling thread at once, waits for the others, and answers those that do not
     * end in time. New ones are answered from here on.
     */
    @SuppressWarnings("ReferenceEquality")
    void begin(int status, Duration atMost) {
        Fault exit = new Fault.Exit("status " + status, null);
        fault = exit;
        long end = System.nanoTime() + atMost.toNanos();
        List<TimedResponse> running = wheel.armed();
        for (TimedResponse one : running) {
            if (one instanceof GuardedResponse response && response.request().thread() == Thread.currentThread()) {
                deadlines.endNow(
                        response, new Fault.Exit("status " + status, Fault.HangingThread.calling(Runtime.class)));
                wheel.disarm(response);
            }
        }
        running = wheel.armed();
        while (!running.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(this, POLL_NANOS);
            running = wheel.armed();
        }
        for (TimedResponse one : running) {
            if (one instanceof GuardedResponse response) {
                deadlines.endNow(response, exit);
            }
        }
    }
}
