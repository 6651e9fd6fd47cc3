/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One reply as it stood on the wire.
 *
 * @param status 0 if there was no status line
 * @param reason empty if there was none
 * @param framing what announced the body's length, for a reader
 */
public record Reply(
        int status, String reason, List<Field> fields, Body body, String framing, Ending ending, long millis) {

    /** A header field; the name as it was sent. */
    public record Field(String name, String value) {}

    public Reply {
        fields = List.copyOf(fields);
    }

    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** The media type without parameters, in lower case; empty if there is none. */
    public String mediaType() {
        String value = field("Content-Type").orElse("");
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** The content as text, decoded as far as that goes; what is not UTF-8 is marked, not hidden. */
    public String text() {
        return content().text();
    }

    Content content() {
        return body.decoded(field("Content-Encoding").orElse("identity"));
    }

    /** The fields that two replies to the same request must share: all but the date. */
    public List<Field> comparableFields() {
        return fields.stream()
                .filter(field -> !field.name().equalsIgnoreCase("Date"))
                .toList();
    }
}
