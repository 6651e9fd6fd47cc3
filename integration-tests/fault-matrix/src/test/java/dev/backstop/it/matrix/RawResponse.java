/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What came back on the wire. The header list is in the order of sending. Immutable but for the arrays, which nobody changes. */
@SuppressWarnings("ArrayRecordComponent")
record RawResponse(
        String statusLine,
        List<Header> headers,
        int headLength,
        byte[] body,
        Framing framing,
        Ending ending,
        List<Arrival> arrivals,
        Afterwards afterwards) {

    /** No connection at all. */
    static final RawResponse NOTHING = new RawResponse(
            "", List.of(), 0, new byte[0], Framing.UNKNOWN, Ending.RESET, List.of(), Afterwards.NOT_TRIED);

    /** How the end of the body was to be found. */
    enum Framing {
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE,
        NO_BODY,
        UNKNOWN
    }

    /** How it did end. */
    enum Ending {
        /** At the end that the framing promised. */
        COMPLETE,
        /** The connection was closed before. */
        CUT,
        /** The connection was reset before. */
        RESET,
        /** Nothing more came, and the connection stayed open. */
        SILENCE
    }

    /** What the connection was good for after a complete response. */
    enum Afterwards {
        /** The next request on it was answered. */
        KEPT,
        CLOSED,
        RESET,
        /** Bytes came that belong to no request. */
        OUT_OF_STEP,
        /** Open, and neither closed nor answered the next request. */
        STUCK,
        NOT_TRIED
    }

    /** A moment at which bytes came, and how many of the raw stream there were by then. */
    record Arrival(long nanos, int bytes) {}

    boolean isEmpty() {
        return statusLine.isEmpty();
    }

    boolean isComplete() {
        return ending == Ending.COMPLETE;
    }

    boolean closesConnection() {
        return header("Connection").orElse("").equalsIgnoreCase("close");
    }

    /** 0 where there is no status line that could be read. */
    int status() {
        String[] words = statusLine.split(" ", 3);
        return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst();
    }

    /** The values of all fields of that name. */
    List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .toList();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    RawResponse then(Afterwards state) {
        return new RawResponse(statusLine, headers, headLength, body, framing, ending, arrivals, state);
    }

    /** For a report: what one would want to see of it in one line. */
    String summary() {
        if (isEmpty()) {
            return "nothing, " + ending;
        }
        return statusLine + ", " + framing + ", " + body.length + " bytes, " + ending + ", connection " + afterwards;
    }
}
