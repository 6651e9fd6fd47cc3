/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A clock that a test sets, and a timer that follows it and has no thread. */
final class ManualTimer extends ScheduledThreadPoolExecutor {
    private final List<Task> tasks = new ArrayList<>();
    private long nanos;

    ManualTimer() {
        super(1);
    }

    synchronized long nanoTime() {
        return nanos;
    }

    /** Lets time pass, and does what is due on the way, when it is due. */
    void advance(Duration duration) {
        long end = nanoTime() + duration.toNanos();
        for (Task next = takeDue(end); next != null; next = takeDue(end)) {
            next.run();
        }
        setTime(end);
    }

    private synchronized @Nullable Task takeDue(long end) {
        Task next = tasks.stream().min(Comparator.naturalOrder()).orElse(null);
        if (next == null || next.dueNanos > end) {
            return null;
        }
        tasks.remove(next);
        nanos = Math.max(nanos, next.dueNanos);
        return next;
    }

    private synchronized void setTime(long time) {
        nanos = time;
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (isShutdown()) {
            throw new RejectedExecutionException("shut down");
        }
        Task task = new Task(command, nanos + unit.toNanos(delay));
        tasks.add(task);
        return task;
    }

    private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long dueNanos;

        private Task(Runnable command, long dueNanos) {
            super(command, null);
            this.dueNanos = dueNanos;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueNanos, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
