/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.jvm;

import dev.backstop.agent.Signals;
import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/**
 * A thread ends with what nobody caught. The handlers of the thread, of its group and of the JVM are told as ever, after this. Where there
 * is no filter to report it, those are enough: by default the JVM prints the stack.
 */
final class DyingThread implements Hook {
    private final Signals signals;

    DyingThread(Signals signals) {
        this.signals = signals;
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        if (self instanceof Thread thread && arguments[0] instanceof Throwable thrown) {
            signals.report("dead-thread", thread, thrown);
        }
        return null;
    }
}
