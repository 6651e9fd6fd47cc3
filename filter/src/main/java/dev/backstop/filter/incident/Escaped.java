/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

/**
 * Text from outside, made safe for one line of a log: whatever is not printable ASCII, and what would end a value, is
 * written as a backslash, {@code u} and four hexadecimal digits; what is too long is cut.
 */
final class Escaped {
    private static final int LONGEST = 512;

    private Escaped() {}

    /** The text as the value of a {@code key=value} pair: without spaces. */
    static String value(String text) {
        return escape(text, LONGEST, false);
    }

    /** The text as part of a sentence: with spaces. */
    static String line(String text) {
        return escape(text, 4 * LONGEST, true);
    }

    /** Whether {@link #line} would have to change the text. */
    static boolean isNeeded(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String escape(String text, int longest, boolean spaces) {
        StringBuilder escaped = new StringBuilder(Math.min(text.length(), longest) + 16);
        for (int i = 0; i < Math.min(text.length(), longest); i++) {
            char c = text.charAt(i);
            boolean endsValue = !spaces && (c <= ' ' || c > '~' || c == '"' || c == '\\' || c == '=');
            // Some logging back ends expand what looks like a variable.
            boolean isVariable = c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{';
            if (endsValue || isVariable || isUnsafe(c)) {
                escaped.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    escaped.append("0123456789abcdef".charAt(c >> shift & 0xf));
                }
            } else {
                escaped.append(c);
            }
        }
        return text.length() > longest ? escaped.append("...").toString() : escaped.toString();
    }

    /** Control characters, and the separators that some viewers take for the end of a line. */
    private static boolean isUnsafe(char c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }
}
