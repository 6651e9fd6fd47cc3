/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.Signals;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that requests have handed over and that have not begun yet, by identity: no wrapper, so that queues, {@code remove} and
 * {@code cancel} see what the application gave. A request's are forgotten with the request. Safe for use by many threads.
 */
final class Tasks {
    /** What a thread's entry has of its request, see the bridge. */
    private static final int REQUEST = 0;

    private static final int FOLLOWED = 1;
    private static final int RUN = 2;
    private static final int ENTRY_LENGTH = 3;

    private final Signals signals;
    private final ThreadLocal<@Nullable Object @Nullable []> entries;
    private final AtomicInteger count;
    private final Map<Key, FollowedRequest> all = new ConcurrentHashMap<>();

    /**
     * @param entries of the threads, which the filter fills when a request begins
     * @param count is kept as the number of tasks here
     */
    Tasks(Signals signals, ThreadLocal<@Nullable Object @Nullable []> entries, AtomicInteger count) {
        this.signals = signals;
        this.entries = entries;
        this.count = count;
    }

    /** An object, and not what it says that it is equal to. */
    private record Key(Object object) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    // ---- handing over

    /** The calling thread hands a task over, or starts a thread. */
    void handOver(Object task) {
        FollowedRequest request = followed();
        if (request != null && request.handOver(task) && all.put(new Key(task), request) == null) {
            count.incrementAndGet();
        }
    }

    /** The request that the calling thread works for, or null. */
    private @Nullable FollowedRequest followed() {
        Object[] entry = entries.get();
        if (entry == null || entry[REQUEST] == null) {
            return all.get(new Key(Thread.currentThread()));
        }
        if (entry[FOLLOWED] == null) {
            entry[FOLLOWED] = new FollowedRequest(this, entry[REQUEST]);
        }
        return (FollowedRequest) entry[FOLLOWED];
    }

    /** It is not followed any longer. Returns the request that handed it over, or null. */
    @Nullable
    FollowedRequest forget(Object task) {
        FollowedRequest request = all.remove(new Key(task));
        if (request != null) {
            count.decrementAndGet();
        }
        return request;
    }

    // ---- running

    /**
     * A task begins on the calling thread. Returns null if no request handed it over.
     *
     * @param handedOver it, or the thread that runs it
     */
    @Nullable
    TaskRun begin(Object handedOver, Object task) {
        FollowedRequest request = forget(handedOver);
        if (request == null) {
            return null;
        }
        Object[] entry = entries.get();
        if (entry == null) {
            entry = new Object[ENTRY_LENGTH];
            entries.set(entry);
        }
        TaskRun run = new TaskRun(request, handedOver, Captured.roots(task), entry.clone());
        entry[REQUEST] = request.request();
        entry[FOLLOWED] = request;
        entry[RUN] = run;
        return run;
    }

    /** It ends on the same thread. */
    void end(TaskRun run, @Nullable Throwable thrown) {
        Object[] entry = entries.get();
        if (entry != null) {
            System.arraycopy(run.before(), 0, entry, 0, ENTRY_LENGTH);
        }
        if (thrown != null) {
            run.fail(thrown);
        }
        run.request().end(run.handedOver(), run.isFailed() ? run : null);
    }

    /**
     * The task that a pool's thread has fetched has ended, if there is one.
     *
     * @param thrown by it, and about to end the thread
     * @return whether there is one
     */
    boolean endFetched(@Nullable Throwable thrown) {
        TaskRun run = running();
        if (run == null || !run.isEndingWithNext()) {
            return false;
        }
        end(run, thrown);
        return true;
    }

    /** A thread is about to end. */
    void end(Thread thread) {
        FollowedRequest request = forget(thread);
        if (request != null) {
            request.end(thread, null);
        }
    }

    /** What the calling thread runs, or null. */
    @Nullable
    TaskRun running() {
        Object[] entry = entries.get();
        return entry == null ? null : (TaskRun) entry[RUN];
    }

    /** A future is about to keep what was thrown on the calling thread. */
    void failFuture(Throwable thrown) {
        TaskRun run = running();
        FollowedRequest request = run == null ? followed() : null;
        if (run != null) {
            run.failFuture(thrown);
        } else if (request != null) {
            // The future was done already when the request's own thread had something run after it.
            TaskRun own = new TaskRun(request, Thread.currentThread(), new Object[0], new Object[0]);
            own.failFuture(thrown);
            request.addFailure(own);
        }
    }

    /** The application has something run when a future is done. */
    void addStage(Object function) {
        FollowedRequest request = followed();
        if (request != null) {
            request.addStage(function);
        }
    }

    /** The application looks after the failures of its futures itself, in what the calling thread works for. */
    void looksAfterFutures() {
        FollowedRequest request = followed();
        if (request != null) {
            request.looksAfterFutures();
        }
    }

    // ---- what the filter says

    /** Whether an {@code AsyncContext} or a response is the request's. */
    boolean owns(Object request, Object candidate) {
        return signals.send(false, "owns", request, candidate);
    }

    /** Nobody is left to answer a request but the filter. */
    void answer(Object request, @Nullable Throwable thrown) {
        signals.send(false, "failed-task", request, thrown);
    }
}
