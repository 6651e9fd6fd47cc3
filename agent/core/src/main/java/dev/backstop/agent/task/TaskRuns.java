/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A task that was handed over begins and ends. */
final class TaskRuns implements Hook {
    private final Tasks tasks;

    TaskRuns(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object task, @Nullable Object[] nothing) {
        if (task == null) {
            return null;
        }
        TaskRun run = tasks.begin(task, task);
        // Where each task has a thread of its own, it was the thread that was handed over.
        boolean mayHaveItsThread = task instanceof Future || task instanceof AsynchronousCompletionTask;
        return run == null && mayHaveItsThread ? tasks.begin(Thread.currentThread(), task) : run;
    }

    @Override
    public boolean exit(
            @Nullable Object task, @Nullable Object begun, @Nullable Object result, @Nullable Throwable thrown) {
        if (begun instanceof TaskRun run) {
            Throwable kept = thrown == null ? kept(task) : null;
            if (kept != null) {
                run.failFuture(kept);
            }
            tasks.end(run, thrown);
        }
        return false;
    }

    /** What a task kept for whoever asks for its result, or null. */
    private static @Nullable Throwable kept(@Nullable Object task) {
        if (task instanceof ForkJoinTask<?> forked) {
            return forked.getException();
        }
        if (task instanceof CompletableFuture<?> future && future.isCompletedExceptionally()) {
            return future.handle((result, thrown) -> thrown).getNow(null);
        }
        return null;
    }
}
