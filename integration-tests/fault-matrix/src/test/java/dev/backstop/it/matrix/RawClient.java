/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Afterwards;
import dev.backstop.it.matrix.RawResponse.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A client that hides nothing of what it gets: one connection per request, no retries, no redirects, no decoding. */
final class RawClient {

    private static final RawRequest NEXT = RawRequest.get("/page/json");

    private final int port;
    private final Duration patience;

    /** @param patience how long it waits for the next byte */
    RawClient(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    /** Sends the request on a fresh connection and reads what comes, to the end or until patience ends. */
    RawResponse exchange(RawRequest request) {
        return exchange(request, false);
    }

    /** As {@link #exchange}, and finds out afterwards what the connection is still good for. */
    RawResponse exchangeAndProbe(RawRequest request) {
        return exchange(request, true);
    }

    private RawResponse exchange(RawRequest request, boolean probe) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) patience.toMillis());
            send(request, socket);
            RawResponse response = new ResponseReader(socket.getInputStream(), request.method()).read();
            return probe && response.isComplete() && !request.isLarge()
                    ? response.then(afterwards(response, socket))
                    : response;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    private static void send(RawRequest request, Socket socket) throws IOException {
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

    private static Afterwards afterwards(RawResponse response, Socket socket) {
        try {
            if (!response.closesConnection()) {
                NEXT.writeTo(socket.getOutputStream());
            }
            RawResponse next = new ResponseReader(socket.getInputStream(), NEXT.method()).read();
            if (next.isEmpty()) {
                return next.ending() == Ending.RESET ? Afterwards.RESET : Afterwards.CLOSED;
            }
            return next.isComplete() && next.status() == 200 ? Afterwards.KEPT : Afterwards.OUT_OF_STEP;
        } catch (IOException e) {
            return Afterwards.RESET;
        }
    }
}
