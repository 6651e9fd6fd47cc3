/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spring's {@code @Async}: what a method without a result throws ends in a line of the log. */
final class FailedMethod implements Hook {
    private static final int ARGUMENTS = 2;

    private final Tasks tasks;

    FailedMethod(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        TaskRun run = tasks.running();
        if (run != null
                && arguments[0] instanceof Throwable thrown
                && arguments[ARGUMENTS] instanceof Object[] itsArguments) {
            run.failWith(
                    thrown, Arrays.stream(itsArguments).filter(Objects::nonNull).toArray());
        }
        return null;
    }
}
