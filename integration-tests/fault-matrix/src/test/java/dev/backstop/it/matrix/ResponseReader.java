/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Afterwards;
import dev.backstop.it.matrix.RawResponse.Arrival;
import dev.backstop.it.matrix.RawResponse.Ending;
import dev.backstop.it.matrix.RawResponse.Framing;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads one response from a connection, strictly as RFC 9112 frames it, and notes where it broke off. Used once. */
final class ResponseReader {

    private final Feed feed;
    private final boolean head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String statusLine = "";
    private List<Header> headers = List.of();
    private int headLength;
    private Framing framing = Framing.UNKNOWN;

    ResponseReader(InputStream in, String method) {
        this.feed = new Feed(in);
        this.head = method.equals("HEAD");
    }

    RawResponse read() {
        Ending ending = Ending.COMPLETE;
        try {
            readHead();
            readBody();
        } catch (EOFException e) {
            ending = Ending.CUT;
        } catch (SocketTimeoutException e) {
            ending = Ending.SILENCE;
        } catch (IOException e) {
            ending = Ending.RESET;
        }
        return new RawResponse(
                statusLine,
                headers,
                headLength,
                body.toByteArray(),
                framing,
                ending,
                feed.arrivals,
                Afterwards.NOT_TRIED);
    }

    private void readHead() throws IOException {
        do {
            int start = feed.consumed;
            statusLine = feed.line();
            headers = new ArrayList<>();
            for (String line = feed.line(); !line.isEmpty(); line = feed.line()) {
                int colon = line.indexOf(':');
                String name = colon < 0 ? line : line.substring(0, colon);
                headers.add(new Header(
                        name, colon < 0 ? "" : line.substring(colon + 1).strip()));
            }
            headLength = feed.consumed - start;
        } while (statusLine.matches("HTTP/1\\.1 1\\d\\d.*"));
    }

    private void readBody() throws IOException {
        if (head || statusLine.matches("\\S+ (204|304).*")) {
            framing = Framing.NO_BODY;
        } else if (value("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            framing = Framing.CHUNKED;
            readChunks();
        } else if (value("Content-Length").matches("\\d{1,9}")) {
            framing = Framing.LENGTH;
            feed.copy(Integer.parseInt(value("Content-Length")), body);
        } else {
            framing = Framing.UNTIL_CLOSE;
            feed.drainInto(body);
        }
    }

    private void readChunks() throws IOException {
        while (true) {
            String size = feed.line().split(";", 2)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                throw new IOException("no chunk size: " + size);
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                while (!feed.line().isEmpty()) {
                    // trailers are of no interest
                }
                return;
            }
            feed.copy(length, body);
            if (!feed.line().isEmpty()) {
                throw new IOException("a chunk is longer than its size");
            }
        }
    }

    private String value(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    /** The stream, with a note of when what came. */
    private static final class Feed {

        private final InputStream in;
        private final byte[] buffer = new byte[64 * 1024];
        private final List<Arrival> arrivals = new ArrayList<>();
        private int position;
        private int limit;
        private int received;
        private int consumed;

        Feed(InputStream in) {
            this.in = in;
        }

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
            int length = in.read(buffer);
            if (length < 0) {
                throw new EOFException();
            }
            position = 0;
            limit = length;
            received += length;
            arrivals.add(new Arrival(System.nanoTime(), received));
        }
    }
}
