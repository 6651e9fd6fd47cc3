/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one timer of all requests: a hashed wheel whose entries are the responses themselves. To arm and to disarm takes one lock of
 * several for a few instructions, allocates nothing and wakes nobody, however many are armed. A thread of its own turns the wheel
 * every {@link #TICK_MILLIS} ms while anything is armed, and ends when there was nothing for a while.
 *
 * <p>What is due is done by a worker, because a slow client may block it. Without a free worker it is tried again at the next tick. An
 * error, out of memory above all, costs one tick and not the timer.
 *
 * <p>Safe for use by many threads.
 */
final class TimerWheel {
    private static final Logger LOG = LoggerFactory.getLogger(TimerWheel.class);

    private static final int TICK_SHIFT = 4;
    /** What comes due is noticed so much later at most, on a machine that has time. */
    static final int TICK_MILLIS = 1 << TICK_SHIFT;

    /** One turn takes 16 s; an entry for later is passed by. */
    private static final int BUCKETS = 1024;

    /** Requests that come in different milliseconds do not meet at a lock. */
    private static final int STRIPES = 8;

    /** About 10 s. */
    private static final int MOST_IDLE_TICKS = 640;

    private final LongSupplier nanoTime;
    private final Executor workers;
    private final ThreadFactory threads;
    private final Stripe[] stripes = new Stripe[STRIPES];
    /** Used by the wheel's thread only. */
    private final List<TimedResponse> due = new ArrayList<>();

    private volatile int nowMillis;
    private volatile @Nullable Thread turner;
    private volatile boolean stopped;
    /** Used by the wheel's thread only, but for its start. */
    private int turnedToMillis;

    /** The entries of one lock. */
    private static final class Stripe {
        private final @Nullable TimedResponse[] buckets = new TimedResponse[BUCKETS];
        private int armed;
    }

    TimerWheel(LongSupplier nanoTime, Executor workers, ThreadFactory threads) {
        this.nanoTime = nanoTime;
        this.workers = workers;
        this.threads = threads;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
        this.nowMillis = clockMillis();
    }

    /** The time of now, in milliseconds that wrap around. */
    int clockMillis() {
        return (int) TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    }

    /** The time of the last tick: costs nothing, and is that much behind. Only while something is armed. */
    int tickMillis() {
        return nowMillis;
    }

    /** Arms the response, or arms it anew. */
    void arm(TimedResponse response, int dueMillis) {
        // What was due before the last tick would wait for a whole turn.
        int earliest = turner == null ? clockMillis() : nowMillis;
        Stripe stripe = stripe(response);
        synchronized (stripe) {
            unlink(stripe, response);
            response.dueMillis = dueMillis - earliest < 0 ? earliest : dueMillis;
            link(stripe, response);
        }
        if (turner == null) {
            startTurning();
        }
    }

    /** Takes the response out, if it is in. What is due already may still be done. */
    void disarm(TimedResponse response) {
        Stripe stripe = stripe(response);
        synchronized (stripe) {
            unlink(stripe, response);
        }
    }

    /** All that are armed at the moment. */
    List<TimedResponse> armed() {
        List<TimedResponse> armed = new ArrayList<>();
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                for (TimedResponse first : stripe.buckets) {
                    for (TimedResponse one = first; one != null; one = one.later) {
                        armed.add(one);
                    }
                }
            }
        }
        return armed;
    }

    /** Ends the thread; what is armed is never due. */
    void stop() {
        stopped = true;
        LockSupport.unpark(turner);
    }

    private Stripe stripe(TimedResponse response) {
        return stripes[response.startMillis() & (STRIPES - 1)];
    }

    private static int bucket(int dueMillis) {
        return (dueMillis >>> TICK_SHIFT) & (BUCKETS - 1);
    }

    private static void link(Stripe stripe, TimedResponse response) {
        int bucket = bucket(response.dueMillis);
        TimedResponse first = stripe.buckets[bucket];
        response.earlier = null;
        response.later = first;
        if (first != null) {
            first.earlier = response;
        }
        stripe.buckets[bucket] = response;
        stripe.armed++;
    }

    @SuppressWarnings("ReferenceEquality")
    private static void unlink(Stripe stripe, TimedResponse response) {
        TimedResponse earlier = response.earlier;
        if (earlier == response) {
            return;
        }
        TimedResponse later = response.later;
        if (earlier == null) {
            stripe.buckets[bucket(response.dueMillis)] = later;
        } else {
            earlier.later = later;
        }
        if (later != null) {
            later.earlier = earlier;
        }
        response.earlier = response;
        response.later = null;
        stripe.armed--;
    }

    // ---- turning

    private synchronized void startTurning() {
        if (turner != null || stopped) {
            return;
        }
        try {
            nowMillis = clockMillis();
            turnedToMillis = nowMillis;
            Thread thread = threads.newThread(this::turnUntilIdle);
            turner = thread;
            thread.start();
        } catch (OutOfMemoryError e) {
            // No memory for a thread; the next request tries again. This one goes its way without a timer.
            turner = null;
        }
    }

    private void turnUntilIdle() {
        int idleTicks = 0;
        while (!stopped) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
            // Whoever interrupts this thread does not mean it.
            boolean ignored = Thread.interrupted();
            idleTicks = turnSafely() || ignored ? 0 : idleTicks + 1;
            if (idleTicks >= MOST_IDLE_TICKS && endTurning()) {
                return;
            }
        }
    }

    /** Lets this thread end, unless something was armed just now. */
    private synchronized boolean endTurning() {
        turner = null;
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                if (stripe.armed > 0) {
                    turner = Thread.currentThread();
                    return false;
                }
            }
        }
        return true;
    }

    private boolean turnSafely() {
        try {
            return turn();
        } catch (Throwable own) {
            // A timer that dies of somebody else's OutOfMemoryError would take all deadlines with it.
            try {
                LOG.warn("the timer failed at one tick", own);
            } catch (Throwable again) {
                due.clear();
            }
            return true;
        }
    }

    /**
     * Turns the wheel to the present and has done what is due.
     *
     * @return whether anything is armed
     */
    boolean turn() {
        int now = clockMillis();
        nowMillis = now;
        // One more than has passed, because what is due in the bucket of now may come due later.
        int passed = Math.min(((now - turnedToMillis) >> TICK_SHIFT) + 1, BUCKETS - 1);
        boolean armed = false;
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                armed |= stripe.armed > 0;
                for (int i = 0; i <= passed; i++) {
                    collectDue(stripe, bucket(now - (i << TICK_SHIFT)), now);
                }
            }
        }
        turnedToMillis = now;
        for (TimedResponse response : due) {
            letGo(response, now);
        }
        due.clear();
        return armed;
    }

    private void collectDue(Stripe stripe, int bucket, int now) {
        TimedResponse current = stripe.buckets[bucket];
        while (current != null) {
            TimedResponse next = current.later;
            if (current.dueMillis - now <= 0) {
                due.add(current);
                unlink(stripe, current);
            }
            current = next;
        }
    }

    private void letGo(TimedResponse response, int now) {
        try {
            workers.execute(() -> response.timeIsOver(now));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // All workers wait for slow clients, or there is no memory for another thread.
            arm(response, now + TICK_MILLIS);
        }
    }
}
