/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Afterwards;
import dev.backstop.it.matrix.RawResponse.Ending;
import dev.backstop.it.matrix.RawResponse.Framing;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one response from a connection, strictly as RFC 9112 frames it, and notes where it broke off. Used once: the next response
 * on the connection is for another reader of the same feed.
 */
final class ResponseReader {

    private final Feed feed;
    private final boolean head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String statusLine = "";
    private List<Header> headers = List.of();
    private int headLength;
    private Framing framing = Framing.UNKNOWN;

    ResponseReader(Feed feed, String method) {
        this.feed = feed;
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
                feed.takeArrivals(),
                Afterwards.NOT_TRIED);
    }

    private void readHead() throws IOException {
        do {
            long start = feed.consumed();
            statusLine = feed.line();
            headers = new ArrayList<>();
            for (String line = feed.line(); !line.isEmpty(); line = feed.line()) {
                int colon = line.indexOf(':');
                String name = colon < 0 ? line : line.substring(0, colon);
                headers.add(new Header(
                        name, colon < 0 ? "" : line.substring(colon + 1).strip()));
            }
            headLength = (int) (feed.consumed() - start);
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
}
