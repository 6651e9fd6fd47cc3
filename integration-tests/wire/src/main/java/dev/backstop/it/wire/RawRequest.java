/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request byte for byte; a body goes with the framing that its headers announce, or with a Content-Length. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the array.
public record RawRequest(String method, String target, String version, List<Header> headers, byte[] body) {

    private static final String HOST = "backstop.test";

    public static RawRequest get(String target) {
        return of("GET", target);
    }

    public static RawRequest of(String method, String target) {
        return new RawRequest(method, target, "HTTP/1.1", List.of(new Header("Host", HOST)), new byte[0]);
    }

    public static RawRequest form(String target, String fields) {
        return of("POST", target)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body(fields);
    }

    public RawRequest with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new RawRequest(method, target, version, List.copyOf(more), body);
    }

    public RawRequest body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawRequest body(byte[] bytes) {
        return new RawRequest(method, target, version, headers, bytes)
                .with("Content-Length", Integer.toString(bytes.length));
    }

    public RawRequest chunkedBody(byte[] bytes) {
        return new RawRequest(method, target, version, headers, bytes).with("Transfer-Encoding", "chunked");
    }

    /** The same for the version of HTTP that knows no chunks. */
    public RawRequest http10() {
        return new RawRequest(method, target, "HTTP/1.0", headers, body);
    }

    /** Request line and headers. */
    byte[] head() {
        StringBuilder head = new StringBuilder(method + ' ' + target + ' ' + version + "\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The body in its framing: one chunk, where it is chunked. */
    byte[] framedBody() {
        if (headers.stream().noneMatch(header -> header.is("Transfer-Encoding"))) {
            return body;
        }
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunks.writeBytes(body);
        chunks.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    @Override
    public String toString() {
        return method + ' ' + target;
    }
}
