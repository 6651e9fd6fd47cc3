/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that has handed tasks over. When the last of those that work for it is done, its own thread among them, one of them has failed, and
 * the one that failed had the request's response in its hands, nobody is left to answer: then the filter is told. If in doubt it is
 * not.
 *
 * <p>The filter calls it as a {@link Runnable} when the request's own thread has left the chain, and once more when the request is over.
 * Safe for use by many threads.
 */
final class FollowedRequest implements Runnable {
    private final Tasks all;
    /** The filter's own object; the container keeps it as long as the request lasts. */
    private final WeakReference<Object> request;
    /** What has not ended, the request's own thread aside. */
    private final Set<Object> working = Collections.newSetFromMap(new IdentityHashMap<>());

    private final List<TaskRun> failed = new ArrayList<>();
    /** What is to run when futures are done. */
    private final List<Object> stages = new ArrayList<>();

    private boolean left;
    private boolean over;
    private boolean looksAfterFutures;

    FollowedRequest(Tasks all, Object request) {
        this.all = all;
        this.request = new WeakReference<>(request);
    }

    @Nullable
    Object request() {
        return request.get();
    }

    /** Returns false if it is too late for that. */
    synchronized boolean handOver(Object task) {
        return !over && working.add(task);
    }

    synchronized void looksAfterFutures() {
        looksAfterFutures = true;
    }

    /** The application has something run when a future is done. */
    synchronized void addStage(Object function) {
        if (!over) {
            stages.add(function);
        }
    }

    synchronized void addFailure(TaskRun failure) {
        if (!over) {
            failed.add(failure);
        }
    }

    /** A task has ended. */
    void end(Object task, @Nullable TaskRun failure) {
        synchronized (this) {
            working.remove(task);
            if (failure != null && !over) {
                failed.add(failure);
            }
        }
        judge();
    }

    @Override
    public void run() {
        Object[] forgotten = {};
        synchronized (this) {
            if (left) {
                over = true;
                forgotten = working.toArray();
                working.clear();
                failed.clear();
                stages.clear();
            }
            left = true;
        }
        for (Object task : forgotten) {
            all.forget(task);
        }
        judge();
    }

    private void judge() {
        List<TaskRun> failures;
        Object[] functions;
        synchronized (this) {
            working.removeIf(task -> task instanceof Thread thread && thread.getState() == Thread.State.TERMINATED);
            if (!left || over || failed.isEmpty() || !working.isEmpty()) {
                return;
            }
            if (looksAfterFutures) {
                failed.removeIf(TaskRun::isOfFuture);
            }
            failures = List.copyOf(failed);
            functions = stages.toArray();
            failed.clear();
        }
        Object own = request.get();
        for (TaskRun failure : failures) {
            if (own != null && failure.hasInHands(own, functions, all)) {
                all.answer(own, failure.thrown());
                return;
            }
        }
    }
}
