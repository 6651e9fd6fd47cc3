/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.time.Duration;

/** One request of a {@link Volley}, with its connection. Not safe for use by many threads. */
final class Shot implements AutoCloseable {

    /** For the next request on a connection that is said to be good for it. */
    private static final Duration NEXT = Duration.ofSeconds(1);

    private final OpenExchange exchange;
    private RawResponse response = RawResponse.NOTHING;
    private Duration took = Duration.ZERO;

    Shot(OpenExchange exchange) {
        this.exchange = exchange;
    }

    /** Waits for the response, and then for another one, if the connection is said to be good for it. */
    void run() {
        long start = System.nanoTime();
        try {
            response = exchange.run();
            took = Duration.ofNanos(System.nanoTime() - start);
            exchange.waitAtMost(NEXT);
        } catch (IOException e) {
            // nobody to connect to, or to send to: nothing came
            return;
        }
        if (!response.closesConnection()) {
            response = exchange.probe();
        }
    }

    /** Where the connection was said to be at its end: sees what comes until then. */
    void runOut() {
        if (response.closesConnection()) {
            response = exchange.probe();
        }
    }

    RawResponse response() {
        return response;
    }

    /** From the connection's beginning to the response's last byte. */
    Duration took() {
        return took;
    }

    @Override
    public void close() {
        try {
            exchange.close();
        } catch (IOException e) {
            // closed it is
        }
    }
}
