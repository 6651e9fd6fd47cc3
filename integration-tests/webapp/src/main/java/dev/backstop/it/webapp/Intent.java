/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import java.util.Map;

/**
 * The response that an application meant to send when it got the form of it wrong.
 *
 * @param body the whole of it, or {@link #ANY_BODY}
 * @param fields header fields that belong to it, by name, each with a regular expression for its value
 */
public record Intent(int status, String body, Map<String, String> fields) {

    /** Of an intent whose body is the container's own. */
    public static final String ANY_BODY = "(any)";

    public Intent {
        fields = Map.copyOf(fields);
    }

    public static Intent page(String body) {
        return new Intent(200, body, Map.of());
    }

    static Intent nothing(int status) {
        return new Intent(status, "", Map.of());
    }

    Intent with(String field, String pattern) {
        return new Intent(status, body, Map.of(field, pattern));
    }
}
