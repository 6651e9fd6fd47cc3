/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A client's connection, for one request after the other. Not safe for use by many threads. */
final class KeptConnection implements AutoCloseable {

    private final Socket socket = new Socket();
    private final Feed feed = new Feed(socket::getInputStream);

    /** @param patience how long it waits for the connection and for each next byte */
    void open(int port, Duration patience) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
        socket.setTcpNoDelay(true);
        waitAtMost(patience);
    }

    /** How long it waits for each next byte from now on. */
    void waitAtMost(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
    }

    /** Sends the request and reads what comes, to the end or until patience ends. */
    RawResponse exchange(RawRequest request) throws IOException {
        send(request);
        return read(request.method());
    }

    /** Reads what comes without a request, or behind a response. */
    RawResponse read(String method) {
        return new ResponseReader(feed, method).read();
    }

    /** How many bytes came that were read. */
    long consumed() {
        return feed.consumed();
    }

    private void send(RawRequest request) throws IOException {
        if (!request.isLarge()) {
            request.writeTo(socket.getOutputStream());
            return;
        }
        Thread sender = new Thread(
                () -> {
                    try {
                        request.writeTo(socket.getOutputStream());
                    } catch (IOException e) {
                        // the server has heard enough; what it answers is what counts
                    }
                },
                "sender");
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
