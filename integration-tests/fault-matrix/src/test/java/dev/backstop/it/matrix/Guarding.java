/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.Locale;

/** Whether the application runs with Backstop. */
enum Guarding {
    BARE,
    GUARDED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
