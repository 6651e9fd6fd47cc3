/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/** A thread that a request has started, or that runs a task of one, ends with what nobody caught. */
final class FailedThread implements Hook {
    private final Tasks tasks;

    FailedThread(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        if (self instanceof Thread thread && arguments[0] instanceof Throwable thrown) {
            TaskRun run = tasks.endFetched(thrown) ? null : tasks.begin(thread, thread);
            if (run != null) {
                tasks.end(run, thrown);
            }
        }
        return null;
    }
}
