/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import org.jspecify.annotations.Nullable;

/** The way to the filters of all web applications. */
public interface Signals {
    /**
     * Tells the filters of something.
     *
     * @param all whether all are told, or none any more once one has taken it
     * @param signal its name, and what belongs to it, in types of the JDK
     * @return whether one has taken it
     */
    boolean send(boolean all, @Nullable Object... signal);
}
