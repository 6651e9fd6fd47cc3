/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import org.jspecify.annotations.Nullable;

/**
 * What the agent does at a place. Called on the application's threads; what it throws is counted, logged, and never reaches the
 * application.
 */
public interface Hook {
    /**
     * The method begins.
     *
     * @param self the object that it is called on, or null
     * @return what {@link #exit} gets; or, for a place that may be replaced, what the method returns, {@link #NOTHING} for a void one;
     *     null lets it run
     */
    default @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) throws Exception {
        return null;
    }

    /**
     * The method ends.
     *
     * @param result if it is an object
     * @param thrown what it throws, or null
     * @return whether what is thrown must not leave the method, for a place that may swallow
     */
    default boolean exit(
            @Nullable Object self, @Nullable Object entered, @Nullable Object result, @Nullable Throwable thrown)
            throws Exception {
        return false;
    }

    /** Any object, where only that there is one matters. */
    Object NOTHING = new Object();
}
