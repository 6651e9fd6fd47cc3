/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import org.jspecify.annotations.Nullable;

/** One run of a task that a request handed over. Used by the thread that runs it, and then by the one that judges it. */
final class TaskRun {
    private final FollowedRequest request;
    private final Object handedOver;
    private final @Nullable Object[] before;
    /** Taken when it begins: the JDK's own tasks let go of what they run. */
    private Object[] captured;

    private @Nullable Throwable thrown;
    private boolean ofFuture;
    private boolean endingWithNext;

    /**
     * @param captured where to look for what it has
     * @param before the thread's entry as it was
     */
    TaskRun(FollowedRequest request, Object handedOver, Object[] captured, @Nullable Object[] before) {
        this.request = request;
        this.handedOver = handedOver;
        this.before = before;
        this.captured = captured;
    }

    FollowedRequest request() {
        return request;
    }

    Object handedOver() {
        return handedOver;
    }

    @Nullable
    Object[] before() {
        return before;
    }

    /** Nobody tells when it ends, but that the thread wants the next one. */
    void endsWithNext() {
        endingWithNext = true;
    }

    boolean isEndingWithNext() {
        return endingWithNext;
    }

    /** What it throws leaves the task: nobody catches it. */
    void fail(Throwable uncaught) {
        thrown = uncaught;
        ofFuture = false;
    }

    /** A future has it, for whoever asks. */
    void failFuture(Throwable kept) {
        if (thrown == null) {
            thrown = kept;
            ofFuture = true;
        }
    }

    /** Somebody has caught it, and did no more than write a line; it was called with the given objects. */
    void failWith(Throwable logged, Object[] arguments) {
        thrown = logged;
        ofFuture = false;
        captured = arguments;
    }

    boolean isFailed() {
        return thrown != null;
    }

    boolean isOfFuture() {
        return ofFuture;
    }

    @Nullable
    Throwable thrown() {
        return thrown;
    }

    /**
     * Whether the task could have answered the request.
     *
     * @param stages what was to run after it; it may have failed there
     */
    boolean hasInHands(Object own, Object[] stages, Tasks all) {
        return Captured.has(captured, candidate -> all.owns(own, candidate))
                || (ofFuture && Captured.has(stages, candidate -> all.owns(own, candidate)));
    }
}
