/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.jvm;

import dev.backstop.agent.Log;
import dev.backstop.agent.Signals;
import dev.backstop.agent.weaving.Hook;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.exit}: before it ends anything, running requests are waited for, and answered if they take too long; the caller's own
 * at once, because it never comes back.
 */
final class Exit implements Hook {
    private final Signals signals;
    private final Duration atMost;
    private volatile boolean exiting;

    Exit(Signals signals, Duration atMost) {
        this.signals = signals;
        this.atMost = atMost;
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        if (!exiting) {
            exiting = true;
            Log.line("System.exit(" + arguments[0] + ") was called" + Caller.text());
            signals.send(true, "exit", arguments[0], atMost.toMillis());
        }
        return null;
    }
}
