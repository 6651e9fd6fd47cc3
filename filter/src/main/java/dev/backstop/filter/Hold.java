/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A flush that is held back. Two threads meet here: the request's own, which goes on to use the response, and the one of
 * {@link HoldTimer}, which lets the flush go when its time is over. The state decides who may touch the container's response.
 *
 * <pre>
 *   HELD  -- request's thread writes --&gt; IN_USE -- done --&gt; HELD
 *   HELD  -- the time is over --------&gt; RELEASING (timer's thread flushes) --&gt; RELEASED
 *   IN_USE -- the time is over -------&gt; DUE -- the write is done, the request's thread flushes --&gt; RELEASED
 *   HELD  -- request ends or fails ---&gt; DROPPED (nothing left; the container or an answer does the rest)
 * </pre>
 *
 * <p>One per held response; allocated only when something is held.
 */
final class Hold extends AtomicInteger {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);

    private static final int HELD = 0;
    private static final int IN_USE = 1;
    private static final int DUE = 2;
    private static final int RELEASING = 3;
    private static final int RELEASED = 4;
    private static final int DROPPED = 5;

    /** As long as a thread sleeps at most before it looks again whether the other one's flush is done. */
    private static final long LOOK_AGAIN_NANOS = 100_000;

    // The entry of HoldTimer's list, guarded by its lock.
    transient @Nullable Hold earlier;
    transient @Nullable Hold later;
    transient int dueMillis;

    private final transient Flush flush;

    /** What is held back. */
    @FunctionalInterface
    interface Flush {
        void flushHeld() throws IOException;
    }

    Hold(Flush flush) {
        this.flush = flush;
    }

    /**
     * Called by the request's thread before it uses the container's response.
     *
     * @return whether it is still held; then {@link #endUse} must follow
     */
    boolean beginUse() {
        if (compareAndSet(HELD, IN_USE)) {
            return true;
        }
        awaitRelease();
        return false;
    }

    /** Called by the request's thread after {@link #beginUse}; flushes itself if the time was over in between. */
    void endUse() throws IOException {
        if (!compareAndSet(IN_USE, HELD) && compareAndSet(DUE, RELEASING)) {
            flushNow();
        }
    }

    /** Whether nothing of the response has left yet because of this. */
    boolean isHolding() {
        int state = get();
        return state == HELD || state == IN_USE || state == DUE;
    }

    /** Called by the request's thread: lets the flush go now, whoever does it. */
    void release() throws IOException {
        if (compareAndSet(HELD, RELEASING) || compareAndSet(IN_USE, RELEASING) || compareAndSet(DUE, RELEASING)) {
            flushNow();
        } else {
            awaitRelease();
        }
    }

    /**
     * Called by the request's thread: gives the flush up.
     *
     * @return false if it is too late, and what was held is on its way
     */
    boolean drop() {
        // In use only if a write was left by an error, such as an OutOfMemoryError: then by this very thread.
        if (compareAndSet(HELD, DROPPED) || compareAndSet(IN_USE, DROPPED) || compareAndSet(DUE, DROPPED)) {
            return true;
        }
        awaitRelease();
        return get() == DROPPED;
    }

    /** Called by the timer's thread when the time is over. May block as long as the container's flush does. */
    void timeIsOver() {
        if (compareAndSet(HELD, RELEASING)) {
            try {
                flushNow();
            } catch (IOException e) {
                // The client is gone. The request's own thread learns it at its next write, as without Backstop.
                LOG.debug("a held flush found nobody", e);
            } catch (RuntimeException e) {
                LOG.warn("a held flush failed", e);
            }
        } else {
            compareAndSet(IN_USE, DUE);
        }
    }

    private void flushNow() throws IOException {
        try {
            flush.flushHeld();
        } finally {
            set(RELEASED);
        }
    }

    private void awaitRelease() {
        boolean interrupted = false;
        while (get() == RELEASING) {
            LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
            // An interrupt would make every further park return at once.
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
