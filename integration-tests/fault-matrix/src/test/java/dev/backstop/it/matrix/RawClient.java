/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A client that hides nothing of what it gets: one connection per request, no retries, no redirects, no decoding. */
final class RawClient {

    private final int port;
    private final Duration patience;

    /** @param patience how long it waits for the next byte */
    RawClient(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    /** Sends the request on a fresh connection and reads what comes, to the end or until patience ends. */
    RawResponse exchange(RawRequest request) {
        try (OpenExchange exchange = open(request)) {
            return exchange.run();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    /** As {@link #exchange}, and finds out afterwards what the connection is still good for. */
    RawResponse exchangeAndProbe(RawRequest request) {
        try (OpenExchange exchange = open(request)) {
            exchange.run();
            return exchange.probe();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    /** A fresh connection for this request, which is not connected yet. */
    OpenExchange open(RawRequest request) {
        return new OpenExchange(port, request, patience);
    }
}
