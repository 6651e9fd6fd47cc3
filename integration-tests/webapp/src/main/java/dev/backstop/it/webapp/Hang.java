/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that does not return, until {@link ReleaseServlet} lets go of all that hang, or so late that no client is left. */
final class Hang {

    private static final long LIMIT_SECONDS = 30;
    private static volatile CountDownLatch gate = new CountDownLatch(1);

    private static final AtomicInteger HANGING = new AtomicInteger();

    private Hang() {}

    /** How many hang now that heed an interrupt. */
    static int count() {
        return HANGING.get();
    }

    static void untilReleased() throws IOException {
        HANGING.incrementAndGet();
        try {
            if (!gate.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nobody let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it hung");
        } finally {
            HANGING.decrementAndGet();
        }
    }

    /** As code does that swallows interrupts and waits again. */
    static void untilReleasedWhateverInterrupts() {
        CountDownLatch own = gate;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        boolean released = false;
        while (!released && System.nanoTime() < end) {
            try {
                released = own.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                // swallowed, which is the point
            }
        }
    }

    /** Lets go of those that hang now; who hangs later hangs. */
    static synchronized void release() {
        CountDownLatch old = gate;
        gate = new CountDownLatch(1);
        old.countDown();
    }
}
