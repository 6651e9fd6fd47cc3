/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

/**
 * A problem as JSON: one object, members in the order of RFC 9457. Strings are escaped by
 * <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, section 7</a>; lone surrogates become U+FFFD, so that
 * the bytes are always valid UTF-8.
 */
final class ProblemJson {
    private final StringBuilder json = new StringBuilder(320);

    private ProblemJson() {}

    static String of(Problem problem) {
        ProblemJson writer = new ProblemJson();
        writer.json.append('{');
        writer.string("type", "about:blank");
        writer.string("title", problem.title());
        writer.number("status", problem.status());
        writer.string("detail", problem.detail());
        writer.string("instance", problem.instance());
        writer.string("incident", problem.incident());
        if (problem.retryAfterSeconds() >= 0) {
            writer.number("retryAfter", problem.retryAfterSeconds());
        }
        if (problem.traceId() != null) {
            writer.string("traceId", problem.traceId());
        }
        return writer.json.append("}\n").toString();
    }

    private void string(String name, String value) {
        name(name);
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value, i);
        }
        json.append('"');
    }

    private void number(String name, int value) {
        name(name);
        json.append(value);
    }

    private void name(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        json.append('"').append(name).append("\":");
    }

    private void character(String value, int i) {
        char c = value.charAt(i);
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                // The last two end a line in JavaScript: a body that somebody pastes into a script must not break out.
                if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029) {
                    json.append("\\u")
                            .append(hex(c >> 12))
                            .append(hex(c >> 8))
                            .append(hex(c >> 4))
                            .append(hex(c));
                } else {
                    json.append(Surrogates.isLone(value, i) ? Surrogates.REPLACEMENT : c);
                }
            }
        }
    }

    private static char hex(int nibble) {
        return "0123456789abcdef".charAt(nibble & 0xf);
    }
}
