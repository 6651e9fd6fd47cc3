/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads one HTTP/1.1 reply and remembers how far it came. One for each reply, not shared. */
final class Wire {

    private final InputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<Reply.Field> fields = new ArrayList<>();
    private boolean begun;
    private int status;
    private String reason = "";
    private String framing = "none";

    Wire(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    Reply read(long startNanos) {
        Ending ending;
        try {
            readHead();
            ending = readBody();
        } catch (SocketTimeoutException e) {
            ending = Ending.SILENCE;
        } catch (IOException | NumberFormatException e) {
            ending = begun ? Ending.CUT : Ending.NOTHING;
        }
        long millis = (System.nanoTime() - startNanos) / 1_000_000;
        return new Reply(status, reason, fields, new Body(body.toByteArray()), framing, ending, millis);
    }

    private void readHead() throws IOException {
        do {
            fields.clear();
            String[] parts = line().split(" ", 3);
            status = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            reason = parts.length > 2 ? parts[2] : "";
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                fields.add(new Reply.Field(
                        line.substring(0, Math.max(colon, 0)),
                        line.substring(colon + 1).strip()));
            }
        } while (status >= 100 && status < 200);
    }

    private Ending readBody() throws IOException {
        if (status == 204 || status == 304) {
            return Ending.COMPLETE;
        }
        if (value("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            framing = "Transfer-Encoding: chunked";
            readChunks();
            return Ending.COMPLETE;
        }
        String length = value("Content-Length");
        if (!length.isEmpty()) {
            framing = "Content-Length: " + length;
            copy(Long.parseLong(length));
            return Ending.COMPLETE;
        }
        framing = "until the connection closes";
        in.transferTo(body);
        return Ending.AT_CLOSE;
    }

    private void readChunks() throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            copy(size);
            line();
        }
        while (!line().isEmpty()) {
            // A trailer field; nobody here sends one.
        }
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private void copy(long length) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("ended " + left + " bytes too early");
            }
            body.write(buffer, 0, read);
            left -= read;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("ended within a line");
            }
            begun = true;
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private String value(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Reply.Field::value)
                .findFirst()
                .orElse("");
    }
}
