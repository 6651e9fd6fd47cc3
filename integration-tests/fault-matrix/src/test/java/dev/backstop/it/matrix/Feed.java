/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Arrival;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes on one connection, with a note of when what came. Bytes behind a response stay in it, where the reader of the next
 * response finds them. Not safe for use by many threads.
 */
final class Feed {

    private final Source source;
    private final byte[] buffer = new byte[64 * 1024];
    private List<Arrival> arrivals = new ArrayList<>();
    private int position;
    private int limit;
    private int received;
    private long consumed;

    Feed(Source source) {
        this.source = source;
    }

    /** A connection, which has a stream once it is connected. */
    @FunctionalInterface
    interface Source {
        InputStream stream() throws IOException;
    }

    /** How many bytes were read from it so far. */
    long consumed() {
        return consumed;
    }

    /** The arrivals since it was asked the last time. */
    List<Arrival> takeArrivals() {
        List<Arrival> taken = arrivals;
        arrivals = new ArrayList<>();
        received = 0;
        return taken;
    }

    /** Up to the next line feed, without the end of the line. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = next(); b != '\n'; b = next()) {
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    void copy(int length, ByteArrayOutputStream out) throws IOException {
        for (int left = length; left > 0; ) {
            fillIfEmpty();
            int part = Math.min(left, limit - position);
            out.write(buffer, position, part);
            position += part;
            consumed += part;
            left -= part;
        }
    }

    void drainInto(ByteArrayOutputStream out) throws IOException {
        try {
            while (true) {
                out.write(next());
            }
        } catch (EOFException e) {
            // this is how such a body ends
        }
    }

    private int next() throws IOException {
        fillIfEmpty();
        consumed++;
        return buffer[position++] & 0xff;
    }

    private void fillIfEmpty() throws IOException {
        if (position < limit) {
            return;
        }
        int length = source.stream().read(buffer);
        if (length < 0) {
            throw new EOFException();
        }
        position = 0;
        limit = length;
        received += length;
        arrivals.add(new Arrival(System.nanoTime(), received));
    }
}
