/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A response as it came over the wire: headers in the order of sending, the body without its framing. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the array.
public record RawResponse(
        List<String> interim,
        String statusLine,
        List<Header> headers,
        byte[] body,
        List<Header> trailers,
        Framing framing,
        Ending ending) {

    /** How the end of the body was to be found. */
    public enum Framing {
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE,
        NO_BODY,
        UNKNOWN
    }

    /** How it did end. */
    public enum Ending {
        /** At the end that the framing promised. */
        COMPLETE,
        /** The connection was closed before. */
        CUT,
        /** The connection was reset before. */
        RESET,
        /** Nothing more came, and the connection stayed open. */
        SILENCE
    }

    public boolean isComplete() {
        return ending == Ending.COMPLETE;
    }

    /** 0 where there is no status line that could be read. */
    public int status() {
        String[] words = statusLine.split(" ", 3);
        return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
    }

    /** The first of that name. */
    public Optional<String> header(String name) {
        return values(name).stream().findFirst();
    }

    /** All of that name. */
    public List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .toList();
    }

    /** The body, a character for each byte. */
    public String text() {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    /** What one would want to see of it in one line. */
    @Override
    public String toString() {
        return statusLine + " " + headers + ", " + framing + ", " + body.length + " bytes, " + ending;
    }
}
