/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.Locale;

/** Whether the application runs with Backstop, and how it comes in. */
enum Guarding {
    BARE,
    /** By the filter in the application's {@code WEB-INF/lib} and {@code web.xml}. */
    GUARDED,
    /** By the agent alone, the application being bare. */
    AGENT;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
