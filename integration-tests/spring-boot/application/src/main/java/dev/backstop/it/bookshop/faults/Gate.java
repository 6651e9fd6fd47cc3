/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a request hangs until a test opens it, or a minute is over. Safe for use by many threads. */
public final class Gate {
    private static final long LONGEST_SECONDS = 60;

    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile String outcome = "";

    /** Hangs here, also when it is interrupted, as code does that waits for a socket. */
    public void pass() {
        waiting.incrementAndGet();
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (true) {
            try {
                opened.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        waiting.decrementAndGet();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void open() {
        opened.countDown();
    }

    int waiting() {
        return waiting.get();
    }

    /** Remembers what became of the request that came through. */
    public void report(String what) {
        outcome = what;
    }

    String outcome() {
        return outcome;
    }
}
