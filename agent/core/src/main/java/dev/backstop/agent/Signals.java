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

    /**
     * Tells the filter of the web application whose thread it happened on, or if it was no application's, any filter.
     *
     * @param signal its name
     * @param subject what it happened to
     */
    default void report(String signal, Object subject, Throwable thrown) {
        if (!send(false, signal, subject, thrown, false)) {
            send(false, signal, subject, thrown, true);
        }
    }
}
