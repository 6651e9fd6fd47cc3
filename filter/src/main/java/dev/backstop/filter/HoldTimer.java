/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets held flushes go when their time is over. All wait for the same time, so they are due in the order in which they came: a
 * linked list, whose entries are the {@link Hold}s themselves. Arming and disarming take a lock for a few instructions, allocate
 * nothing and wake nobody; a tick looks at the head of the list, and stops by itself when nothing has been held for a while.
 *
 * <p>The flush itself is done by a worker, because a slow client may block it. Safe for use by many threads.
 */
final class HoldTimer {
    private static final Logger LOG = LoggerFactory.getLogger(HoldTimer.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** About a second without a hold: the tick stops. */
    private static final int MOST_IDLE_TICKS = 100;

    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final LongSupplier nanoTime;
    private final int holdMillis;

    private final Object lock = new Object();
    private @Nullable Hold first;
    private @Nullable Hold last;
    private @Nullable ScheduledFuture<?> tick;
    private int idleTicks;

    HoldTimer(Duration hold, ScheduledExecutorService timer, Executor workers, LongSupplier nanoTime) {
        // A tick may come late by its own period: better that much too early than too late.
        this.holdMillis = (int) TimeUnit.NANOSECONDS.toMillis(Math.max(0, hold.toNanos() - TICK_NANOS));
        this.timer = timer;
        this.workers = workers;
        this.nanoTime = nanoTime;
    }

    void arm(Hold hold) {
        int now = nowMillis();
        synchronized (lock) {
            hold.dueMillis = now + holdMillis;
            append(hold);
            if (tick == null) {
                startTicking();
            }
        }
    }

    void disarm(Hold hold) {
        synchronized (lock) {
            if (hold == first || hold.earlier != null) {
                remove(hold);
            }
        }
    }

    /** Wraps around, which differences do not mind: half the bits keep every hold small. */
    private int nowMillis() {
        return (int) TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    }

    private void startTicking() {
        try {
            idleTicks = 0;
            tick = timer.scheduleAtFixedRate(this::tick, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The filter is being destroyed; the request's end does what the tick would have done.
            LOG.trace("no timer any more", e);
        }
    }

    private void tick() {
        Hold due = takeDue();
        while (due != null && letGo(due)) {
            due = takeDue();
        }
    }

    private boolean letGo(Hold due) {
        try {
            workers.execute(due::timeIsOver);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // All workers wait for slow clients, or there is no memory for another thread. The next tick tries again;
            // an
            // error that left this one would make it the last.
            synchronized (lock) {
                prepend(due);
            }
            LOG.debug("no worker free to flush", e);
            return false;
        }
    }

    private @Nullable Hold takeDue() {
        int now = nowMillis();
        synchronized (lock) {
            Hold head = first;
            if (head == null) {
                stopWhenIdle();
                return null;
            }
            idleTicks = 0;
            if (head.dueMillis - now > 0) {
                return null;
            }
            remove(head);
            return head;
        }
    }

    private void stopWhenIdle() {
        if (++idleTicks >= MOST_IDLE_TICKS && tick != null) {
            tick.cancel(false);
            tick = null;
        }
    }

    private void append(Hold hold) {
        hold.earlier = last;
        hold.later = null;
        if (last == null) {
            first = hold;
        } else {
            last.later = hold;
        }
        last = hold;
    }

    private void prepend(Hold hold) {
        hold.earlier = null;
        hold.later = first;
        if (first == null) {
            last = hold;
        } else {
            first.earlier = hold;
        }
        first = hold;
    }

    private void remove(Hold hold) {
        if (hold.earlier == null) {
            first = hold.later;
        } else {
            hold.earlier.later = hold.later;
        }
        if (hold.later == null) {
            last = hold.earlier;
        } else {
            hold.later.earlier = hold.earlier;
        }
        hold.earlier = null;
        hold.later = null;
    }
}
