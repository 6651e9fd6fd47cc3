/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.wire;

import dev.backstop.it.wire.RawResponse.Ending;
import dev.backstop.it.wire.RawResponse.Framing;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one response, strictly as <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6">RFC 9112, section 6</a>, frames it,
 * and notes where it broke off. Used once.
 */
final class ResponseReader {

    private final InputStream in;
    private final List<String> interim = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String statusLine = "";
    private List<Header> headers = List.of();
    private List<Header> trailers = List.of();
    private Framing framing = Framing.UNKNOWN;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /** Reads to the end, whichever it is. */
    RawResponse read(boolean toHead) {
        return readUntil(() -> {
            readHead();
            framing = framing(toHead);
            readBody();
        });
    }

    /** Reads no further than the headers: a body that never ends can then be read a chunk at a time. */
    RawResponse readHeadOnly() {
        return readUntil(() -> {
            readHead();
            framing = framing(false);
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    private RawResponse readUntil(Step step) {
        Ending ending = Ending.COMPLETE;
        try {
            step.run();
        } catch (EOFException e) {
            ending = Ending.CUT;
        } catch (SocketTimeoutException e) {
            ending = Ending.SILENCE;
        } catch (IOException e) {
            ending = Ending.RESET;
        }
        return new RawResponse(
                List.copyOf(interim), statusLine, headers, body.toByteArray(), trailers, framing, ending);
    }

    private void readHead() throws IOException {
        statusLine = line();
        headers = fields();
        while (statusLine.matches("HTTP/1\\.1 1\\d\\d.*") && !statusLine.startsWith("HTTP/1.1 101")) {
            interim.add(statusLine);
            statusLine = line();
            headers = fields();
        }
    }

    private List<Header> fields() throws IOException {
        List<Header> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.add(
                    colon < 0
                            ? new Header(line, "")
                            : new Header(
                                    line.substring(0, colon),
                                    line.substring(colon + 1).strip()));
        }
        return fields;
    }

    private Framing framing(boolean toHead) {
        if (toHead || statusLine.matches("\\S+ (101|204|304).*")) {
            return Framing.NO_BODY;
        }
        if (value("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return Framing.CHUNKED;
        }
        return value("Content-Length").matches("\\d{1,9}") ? Framing.LENGTH : Framing.UNTIL_CLOSE;
    }

    private void readBody() throws IOException {
        switch (framing) {
            case CHUNKED -> readChunks();
            case LENGTH -> copy(Integer.parseInt(value("Content-Length")));
            case UNTIL_CLOSE -> in.transferTo(body);
            case NO_BODY, UNKNOWN -> {
                // nothing to read
            }
        }
    }

    private void readChunks() throws IOException {
        while (readChunk()) {
            // until the one of no bytes
        }
        trailers = fields();
    }

    /** Adds the next chunk to the body; false if it is the last one, of no bytes. */
    private boolean readChunk() throws IOException {
        byte[] chunk = chunk(in);
        body.writeBytes(chunk);
        return chunk.length > 0;
    }

    /** The next chunk; the line end that follows the last one belongs to the trailers. */
    static byte[] chunk(InputStream in) throws IOException {
        String size = line(in).split(";", 2)[0].strip();
        if (!size.matches("[0-9A-Fa-f]{1,7}")) {
            throw new IOException("no chunk size: " + size);
        }
        byte[] chunk = exactly(in, Integer.parseInt(size, 16));
        if (chunk.length > 0 && !line(in).isEmpty()) {
            throw new IOException("a chunk is longer than its size");
        }
        return chunk;
    }

    private void copy(int length) throws IOException {
        byte[] block = new byte[64 * 1024];
        for (int left = length; left > 0; ) {
            int count = in.read(block, 0, Math.min(left, block.length));
            if (count < 0) {
                throw new EOFException();
            }
            body.write(block, 0, count);
            left -= count;
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String value(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    private String line() throws IOException {
        return line(in);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
