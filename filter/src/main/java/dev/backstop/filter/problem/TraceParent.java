/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import org.jspecify.annotations.Nullable;

/**
 * The trace id of a <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C {@code traceparent}</a> field.
 * Anything that is not valid to the letter counts as not sent.
 */
public final class TraceParent {
    private static final int VERSION_00_LENGTH = 55;
    private static final int TRACE_ID_START = 3;
    private static final int TRACE_ID_END = 35;

    private TraceParent() {}

    /** The 32 lower-case hexadecimal digits of the trace id, or null if the field is absent or invalid. */
    public static @Nullable String traceId(@Nullable String field) {
        if (field == null || field.length() < VERSION_00_LENGTH) {
            return null;
        }
        boolean future = !field.startsWith("00");
        if (field.length() > VERSION_00_LENGTH && !(future && field.charAt(VERSION_00_LENGTH) == '-')) {
            return null;
        }
        boolean dashes = field.charAt(2) == '-' && field.charAt(TRACE_ID_END) == '-' && field.charAt(52) == '-';
        boolean valid = dashes
                && !field.startsWith("ff")
                && isHex(field, 0, 2)
                && isId(field, TRACE_ID_START, TRACE_ID_END)
                && isId(field, 36, 52)
                && isHex(field, 53, 55);
        return valid ? field.substring(TRACE_ID_START, TRACE_ID_END) : null;
    }

    private static boolean isId(String field, int from, int to) {
        boolean zero = true;
        for (int i = from; i < to; i++) {
            zero &= field.charAt(i) == '0';
        }
        return !zero && isHex(field, from, to);
    }

    private static boolean isHex(String field, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = field.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
