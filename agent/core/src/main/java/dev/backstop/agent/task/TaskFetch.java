/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/** A pool's thread has got its next task; it begins. */
final class TaskFetch implements Hook {
    private final Tasks tasks;

    TaskFetch(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object task, @Nullable Object[] nothing) {
        TaskRun run = task == null ? null : tasks.begin(task, task);
        if (run != null) {
            run.endsWithNext();
        }
        return null;
    }
}
