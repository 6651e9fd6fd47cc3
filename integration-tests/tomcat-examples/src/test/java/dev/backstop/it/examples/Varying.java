/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import java.util.regex.Pattern;

/** What two responses to the same request never have in common, with or without Backstop. */
enum Varying {
    SESSION_ID("\\b[0-9A-F]{32}\\b"),
    /** {@code Sun Nov 22 11:37:05 UTC 2026}. */
    DATE("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d{2} \\d{2}:\\d{2}:\\d{2} \\S+ \\d{4}"),
    /** {@code 2026-11-22 11:37:05 +0000}. */
    TIME("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2} [+-]\\d{4}"),
    OBJECT("(?<=[a-zA-Z]@)[0-9a-f]+\\b"),
    MILLISECONDS("\\b1\\d{12}\\b"),
    STOCK("(?<=STOCK#)[A-Z]+#\\d+\\.\\d+#-?\\d+\\.\\d+#\\d+");

    private final Pattern pattern;

    Varying(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** The text with all that varies replaced by its name. */
    static String maskedIn(String text) {
        String masked = text;
        for (Varying varying : values()) {
            masked = varying.pattern.matcher(masked).replaceAll(varying.name());
        }
        return masked;
    }
}
