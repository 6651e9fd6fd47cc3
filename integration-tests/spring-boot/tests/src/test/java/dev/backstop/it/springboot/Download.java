/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that takes a large file at its own pace, and lets the system keep little of it. */
final class Download implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();
    private long promised = -1;
    private long received;

    private Download() {}

    static Download from(Bookshop bookshop, String path) throws IOException {
        Download download = new Download();
        download.socket.setReceiveBufferSize(RECEIVE_BUFFER);
        download.socket.setSoTimeout(PATIENCE_MILLIS);
        download.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), bookshop.port()));
        download.in = new BufferedInputStream(download.socket.getInputStream(), RECEIVE_BUFFER);
        download.socket
                .getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: backstop.test\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        download.readHead();
        return download;
    }

    private void readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no head: " + head);
            }
            head.append((char) b);
        }
        for (String line : head.toString().toLowerCase(Locale.ROOT).lines().toList()) {
            if (line.startsWith("content-length:")) {
                promised = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
            }
        }
    }

    /** Takes so much more of the body, or all that comes. */
    void read(int length) throws IOException {
        byte[] block = new byte[RECEIVE_BUFFER];
        long wanted = received + length;
        while (received < wanted) {
            int count = in.read(block, 0, (int) Math.min(block.length, wanted - received));
            if (count < 0) {
                return;
            }
            received += count;
        }
    }

    boolean isWhole() {
        return promised > 0 && promised == received;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public String toString() {
        return received + " of " + promised + " bytes";
    }
}
