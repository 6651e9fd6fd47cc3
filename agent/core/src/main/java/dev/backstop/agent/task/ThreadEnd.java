/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/** A thread that a request may have started is about to end. */
final class ThreadEnd implements Hook {
    private final Tasks tasks;

    ThreadEnd(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object thread, @Nullable Object[] entry) {
        if (thread instanceof Thread ending) {
            tasks.end(ending);
        }
        return null;
    }
}
