/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/** The application waits for a future, or has something run when it fails: it is told, and what it makes of that is its own. */
final class FutureLook implements Hook {
    private final Tasks tasks;

    FutureLook(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object future, @Nullable Object[] entry) {
        tasks.looksAfterFutures();
        return null;
    }
}
