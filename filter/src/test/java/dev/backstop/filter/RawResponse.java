/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response as it came over the wire.
 *
 * @param complete whether the framing said that this is the end; false if the connection ended first
 */
record RawResponse(String statusLine, List<String> headers, String body, boolean complete) {

    /** Reads one response; a connection that ends before a status line gives an empty one. */
    static RawResponse read(InputStream in, boolean toHead) throws IOException {
        String statusLine = line(in);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        RawResponse head = new RawResponse(statusLine, headers, "", !statusLine.isEmpty());
        return toHead || head.status() == 204 || head.status() == 304 ? head : head.withBody(in);
    }

    private RawResponse withBody(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String length = header("Content-Length");
        boolean whole;
        if (length != null) {
            whole = copy(in, body, Integer.parseInt(length));
        } else if ("chunked".equals(header("Transfer-Encoding"))) {
            whole = copyChunks(in, body);
        } else {
            body.writeBytes(in.readAllBytes());
            whole = true;
        }
        return new RawResponse(
                statusLine, headers, body.toString(StandardCharsets.UTF_8), whole && !statusLine.isEmpty());
    }

    private static boolean copyChunks(InputStream in, ByteArrayOutputStream body) throws IOException {
        while (true) {
            String size = line(in);
            if (size.isEmpty()) {
                return false;
            }
            int length = Integer.parseInt(size, 16);
            boolean whole = copy(in, body, length);
            line(in);
            if (!whole || length == 0) {
                return whole;
            }
        }
    }

    private static boolean copy(InputStream in, ByteArrayOutputStream body, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        body.writeBytes(bytes);
        return bytes.length == length;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** The status, or 0 if there was none. */
    int status() {
        return statusLine.isEmpty() ? 0 : Integer.parseInt(statusLine.split(" ", 3)[1]);
    }

    @Nullable
    String header(String name) {
        List<String> values = headerValues(name);
        return values.isEmpty() ? null : values.get(0);
    }

    List<String> headerValues(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .toList();
    }
}
