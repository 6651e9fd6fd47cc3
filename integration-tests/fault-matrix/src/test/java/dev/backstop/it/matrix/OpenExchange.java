/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Afterwards;
import dev.backstop.it.matrix.RawResponse.Ending;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** One request on a connection of its own, which stays open after the response. Not safe for use by many threads. */
final class OpenExchange implements AutoCloseable {

    private static final RawRequest NEXT = RawRequest.get("/page/json");

    private final int port;
    private final RawRequest request;
    private final Duration patience;
    private final Socket socket = new Socket();
    private final Feed feed = new Feed(socket::getInputStream);
    private RawResponse response = RawResponse.NOTHING;

    /** @param patience how long it waits for the connection and for each next byte */
    OpenExchange(int port, RawRequest request, Duration patience) {
        this.port = port;
        this.request = request;
        this.patience = patience;
    }

    /** Connects, sends the request and reads what comes, to the end or until patience ends. */
    RawResponse run() throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
        socket.setTcpNoDelay(true);
        waitAtMost(patience);
        send();
        response = new ResponseReader(feed, request.method()).read();
        return response;
    }

    /** How long it waits for each next byte from now on. */
    void waitAtMost(Duration time) throws SocketException {
        socket.setSoTimeout((int) time.toMillis());
    }

    private void send() throws IOException {
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

    /** Finds out what the connection is still good for after the response. */
    RawResponse probe() {
        boolean promising = response.isComplete() && !request.isLarge() && request.isWhole();
        return promising ? response.then(afterwards()) : response;
    }

    private Afterwards afterwards() {
        try {
            long before = feed.consumed();
            if (!response.closesConnection()) {
                NEXT.writeTo(socket.getOutputStream());
            }
            RawResponse next = new ResponseReader(feed, NEXT.method()).read();
            if (feed.consumed() == before) {
                return nothingCame(next.ending());
            }
            return next.isComplete() && next.status() == 200 ? Afterwards.KEPT : Afterwards.OUT_OF_STEP;
        } catch (IOException e) {
            return Afterwards.RESET;
        }
    }

    private Afterwards nothingCame(Ending ending) {
        return switch (ending) {
            case RESET -> Afterwards.RESET;
            case SILENCE -> Afterwards.STUCK;
            case CUT, COMPLETE -> Afterwards.CLOSED;
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
