/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/** The application has something run when a future is done. */
final class FutureStage implements Hook {
    private final Tasks tasks;

    FutureStage(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object function, @Nullable Object[] entry) {
        if (function != null) {
            tasks.addStage(function);
        }
        return null;
    }
}
