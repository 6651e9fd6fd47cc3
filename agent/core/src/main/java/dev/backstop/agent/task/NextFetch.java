/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/** A pool's thread wants its next task: the last one has ended. */
final class NextFetch implements Hook {
    private final Tasks tasks;

    NextFetch(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object pool, @Nullable Object[] entry) {
        tasks.endFetched(null);
        return null;
    }
}
