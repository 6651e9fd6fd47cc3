/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.jvm;

import dev.backstop.agent.Signals;
import dev.backstop.agent.weaving.Hook;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * A task that a scheduler was to run again and again throws, and is never run again, without a word
 * ({@link java.util.concurrent.ScheduledExecutorService#scheduleAtFixedRate}). What other tasks throw is told to whoever asks for their
 * result.
 */
final class StoppingTask implements Hook {
    private final Signals signals;

    StoppingTask(Signals signals) {
        this.signals = signals;
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        if (self instanceof RunnableScheduledFuture<?> task
                && task.isPeriodic()
                && arguments[0] instanceof Throwable thrown) {
            signals.report("stopped-task", name(task), thrown);
        }
        return null;
    }

    /** Its thread; the JDK's own text of a task has the task's, which the application may have made of anything. */
    private static String name(Future<?> task) {
        return task.getClass().getSimpleName() + " of " + Thread.currentThread().getName();
    }
}
