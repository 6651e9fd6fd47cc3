/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One reply as it stood on the wire.
 *
 * @param status 0 if there was no status line
 * @param reason empty if there was none
 * @param body without the chunks' framing, still encoded
 * @param framing what announced the body's length, for a reader
 */
public record Reply(
        int status, String reason, List<Field> fields, byte[] body, String framing, Ending ending, long millis) {

    /** A header field; the name as it was sent. */
    public record Field(String name, String value) {}

    public Reply {
        fields = List.copyOf(fields);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    public int length() {
        return body.length;
    }

    public boolean sameBody(Reply other) {
        return Arrays.equals(body, other.body);
    }

    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** The media type without parameters, in lower case; empty if there is none. */
    public String mediaType() {
        return field("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The content, decoded as far as that goes. */
    public Content content() {
        return Content.of(body, field("Content-Encoding").orElse("identity"));
    }

    /** The content as text; what is not UTF-8 is marked, not hidden. */
    public String text() {
        return content().text();
    }

    /** The reply's own statement about the body, for comparison with another's: all fields but the date. */
    public List<Field> comparableFields() {
        return fields.stream()
                .filter(field -> !field.name().equalsIgnoreCase("Date"))
                .toList();
    }
}
