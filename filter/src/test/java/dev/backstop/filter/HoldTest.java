/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The two threads that meet at a held flush, one interleaving at a time. */
class HoldTest {
    private final AtomicInteger flushes = new AtomicInteger();

    @Test
    void isFlushedByTheTimerWhenNobodyUsesTheResponse() throws Exception {
        Hold hold = new Hold(this::flush);

        hold.timeIsOver();

        assertEquals(1, flushes.get());
        assertFalse(hold.isHolding());
        assertFalse(hold.beginUse());
        assertFalse(hold.drop());
    }

    @Test
    void isFlushedByTheRequestsThreadWhenTheTimeEndsDuringAWrite() throws Exception {
        Hold hold = new Hold(this::flush);

        assertTrue(hold.beginUse());
        hold.timeIsOver();
        assertEquals(0, flushes.get(), "the timer must not touch a response in use");
        hold.endUse();

        assertEquals(1, flushes.get());
        assertFalse(hold.drop());
    }

    @Test
    void isNotFlushedAfterItWasDropped() throws Exception {
        Hold hold = new Hold(this::flush);

        assertTrue(hold.drop());
        hold.timeIsOver();

        assertEquals(0, flushes.get());
        assertTrue(hold.drop(), "dropped stays dropped");
    }

    @Test
    void isDroppedAlsoWhenAWriteWasLeftByAnError() {
        Hold hold = new Hold(this::flush);

        assertTrue(hold.beginUse());
        hold.timeIsOver();
        assertTrue(hold.drop());
        hold.timeIsOver();

        assertEquals(0, flushes.get());
    }

    @Test
    void isFlushedOnceWhenItIsReleasedDuringAWriteAndTheTimeEnds() throws Exception {
        Hold hold = new Hold(this::flush);

        assertTrue(hold.beginUse());
        hold.timeIsOver();
        hold.release();
        hold.endUse();
        hold.timeIsOver();

        assertEquals(1, flushes.get());
    }

    @Test
    void makesTheRequestsThreadWaitForTheTimersFlush() throws Exception {
        CountDownLatch flushing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Hold hold = new Hold(() -> {
            flushing.countDown();
            await(goOn);
            flush();
        });
        FutureTask<Boolean> timer = run(() -> {
            hold.timeIsOver();
            return true;
        });
        flushing.await();
        FutureTask<Boolean> request = run(() -> hold.beginUse() || flushes.get() != 1);
        assertFalse(request.isDone());
        goOn.countDown();

        assertTrue(timer.get());
        assertFalse(request.get(), "the write went on before the flush was done");
    }

    @Test
    void keepsTheInterruptOfAThreadThatWaits() throws Exception {
        CountDownLatch flushing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Hold hold = new Hold(() -> {
            flushing.countDown();
            await(goOn);
        });
        FutureTask<Boolean> timer = run(() -> {
            hold.timeIsOver();
            return true;
        });
        flushing.await();
        FutureTask<Boolean> request = run(() -> {
            Thread.currentThread().interrupt();
            goOn.countDown();
            hold.drop();
            return Thread.currentThread().isInterrupted();
        });

        assertTrue(timer.get());
        assertTrue(request.get());
    }

    @Test
    void isOverAlsoWhenItsFlushFails() {
        Hold hold = new Hold(() -> {
            throw new IOException("gone");
        });

        hold.timeIsOver();

        assertFalse(hold.isHolding());
    }

    private void flush() {
        flushes.incrementAndGet();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FutureTask<Boolean> run(java.util.concurrent.Callable<Boolean> task) {
        FutureTask<Boolean> future = new FutureTask<>(task);
        Thread thread = new Thread(future);
        thread.setDaemon(true);
        thread.start();
        return future;
    }
}
