/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Afterwards;
import java.io.IOException;
import java.time.Duration;

/** One request on a connection of its own, which stays open after the response. Not safe for use by many threads. */
final class OpenExchange implements AutoCloseable {

    private static final RawRequest NEXT = RawRequest.get("/page/json");

    private final int port;
    private final RawRequest request;
    private final Duration patience;
    private final KeptConnection connection = new KeptConnection();
    private RawResponse response = RawResponse.NOTHING;

    /** @param patience how long it waits for the connection and for each next byte */
    OpenExchange(int port, RawRequest request, Duration patience) {
        this.port = port;
        this.request = request;
        this.patience = patience;
    }

    /** Connects, sends the request and reads what comes, to the end or until patience ends. */
    RawResponse run() throws IOException {
        connection.open(port, patience);
        response = connection.exchange(request);
        return response;
    }

    /** How long it waits for each next byte from now on. */
    void waitAtMost(Duration time) throws IOException {
        connection.waitAtMost(time);
    }

    /** Finds out what the connection is still good for after the response. */
    RawResponse probe() {
        boolean promising = response.isComplete() && !request.isLarge() && request.isWhole();
        return promising ? response.then(afterwards()) : response;
    }

    private Afterwards afterwards() {
        try {
            long before = connection.consumed();
            RawResponse next = response.closesConnection() ? connection.read(NEXT.method()) : connection.exchange(NEXT);
            if (connection.consumed() > before) {
                return next.isComplete() && next.status() == 200 ? Afterwards.KEPT : Afterwards.OUT_OF_STEP;
            }
            return switch (next.ending()) {
                case RESET -> Afterwards.RESET;
                case SILENCE -> Afterwards.STUCK;
                case CUT, COMPLETE -> Afterwards.CLOSED;
            };
        } catch (IOException e) {
            return Afterwards.RESET;
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
