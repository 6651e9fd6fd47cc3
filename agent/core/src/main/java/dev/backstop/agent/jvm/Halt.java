/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.jvm;

import dev.backstop.agent.Log;
import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/** {@code Runtime.halt}: nothing can be done about it but to leave a line, the last one. */
final class Halt implements Hook {
    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        Log.line("Runtime.halt(" + arguments[0] + ") was called" + Caller.text() + "; running requests get no answer");
        return null;
    }
}
