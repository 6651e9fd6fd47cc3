/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Reads a response as far as some text, lets something happen on the server, and only then reads on: what was flushed must not wait for
 * the rest. In some containers the end of a chunk does, so this reads bytes, not chunks.
 *
 * @param text that has to arrive first
 * @param happens what its page waits for
 */
record Meanwhile(String path, String text, Runnable happens) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The whole response as it came, but for the time of day. */
    String read(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request = "GET " + path + " HTTP/1.1\r\nHost: backstop.test\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream response = new ByteArrayOutputStream();
            readUntilText(socket.getInputStream(), response);
            happens.run();
            socket.getInputStream().transferTo(response);
            return response.toString(StandardCharsets.ISO_8859_1).replaceFirst("(?i)\r\nDate: [^\r]*", "");
        }
    }

    private void readUntilText(InputStream in, ByteArrayOutputStream response) throws IOException {
        while (!response.toString(StandardCharsets.ISO_8859_1).contains(text)) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("ended without " + text + ": " + response.toString(StandardCharsets.ISO_8859_1));
            }
            response.write(b);
        }
    }
}
