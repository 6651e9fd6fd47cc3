/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/** A future keeps what its task has thrown. */
final class FailedFuture implements Hook {
    private final Tasks tasks;

    FailedFuture(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        if (arguments[0] instanceof Throwable thrown) {
            tasks.failFuture(thrown);
        }
        return null;
    }
}
