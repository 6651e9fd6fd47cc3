/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTTP/1.1 request, byte for byte. Immutable.
 *
 * @param bodyLength what it announces
 * @param sentLength how much of it is really sent
 */
record RawRequest(
        String method, String path, List<Header> headers, BodyFraming framing, int bodyLength, int sentLength) {

    enum BodyFraming {
        NONE,
        LENGTH,
        CHUNKED
    }

    /** Larger bodies are sent by a thread of their own, because the answer may come while they are on their way. */
    private static final int SENT_AT_ONCE = 32 * 1024;

    private static final int BLOCK = 16 * 1024;

    static RawRequest get(String path) {
        return method("GET", path);
    }

    static RawRequest method(String method, String path) {
        return new RawRequest(method, path, List.of(), BodyFraming.NONE, 0, 0);
    }

    RawRequest with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new RawRequest(method, path, List.copyOf(more), framing, bodyLength, sentLength);
    }

    RawRequest body(int length) {
        return new RawRequest(method, path, headers, BodyFraming.LENGTH, length, length);
    }

    RawRequest chunkedBody(int length) {
        return new RawRequest(method, path, headers, BodyFraming.CHUNKED, length, length);
    }

    /** Only the first half of the body is sent, and then nothing more. */
    RawRequest halfSent() {
        return new RawRequest(method, path, headers, framing, bodyLength, bodyLength / 2);
    }

    /** Whether all is sent that is announced. */
    boolean isWhole() {
        return sentLength == bodyLength;
    }

    boolean isLarge() {
        return bodyLength > SENT_AT_ONCE;
    }

    /** The bytes of the body that are sent, which an echo gives back. */
    byte[] bodyBytes() {
        byte[] bytes = new byte[sentLength];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + i % 26);
        }
        return bytes;
    }

    void writeTo(OutputStream out) throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        first.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
        byte[] body = bodyBytes();
        if (isLarge()) {
            out.write(first.toByteArray());
            writeBody(out, body);
        } else {
            writeBody(first, body);
            out.write(first.toByteArray());
        }
        out.flush();
    }

    private String head() {
        StringBuilder head = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nHost: backstop.test\r\n");
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        switch (framing) {
            case LENGTH -> head.append("Content-Length: ").append(bodyLength).append("\r\n");
            case CHUNKED -> head.append("Transfer-Encoding: chunked\r\n");
            case NONE -> {
                // no body, nothing to announce
            }
        }
        return head.append("\r\n").toString();
    }

    private void writeBody(OutputStream out, byte[] body) throws IOException {
        for (int at = 0; at < body.length; at += BLOCK) {
            int length = Math.min(BLOCK, body.length - at);
            if (framing == BodyFraming.CHUNKED) {
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(body, at, length);
            if (framing == BodyFraming.CHUNKED) {
                out.write('\r');
                out.write('\n');
            }
        }
        if (framing == BodyFraming.CHUNKED) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
