/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import ch.qos.logback.classic.Level;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A client that goes away is no fault of the application's. */
class ClientGoneTest {

    @Test
    void isNoIncidentWhileTheApplicationWrites() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        GuardedServer.Service writesOn = (request, response) -> {
            arrived.countDown();
            gone.await();
            for (int i = 0; i < 10_000; i++) {
                response.getOutputStream().write(new byte[64 * 1024]);
            }
        };
        try (GuardedServer server = GuardedServer.of(writesOn)) {
            try (Socket socket = server.connect()) {
                GuardedServer.send(socket, "GET /big HTTP/1.1\nHost: test\n\n");
                arrived.await();
                socket.setSoLinger(true, 0);
            }
            gone.countDown();

            assertEquals(1, server.log(Level.DEBUG).size());
            assertTrue(server.log(Level.DEBUG).get(0).startsWith("client gone method=GET path=/big exception="));
            assertTrue(server.incidents().isEmpty());
        }
    }

    @Test
    void isNoIncidentWhenTheApplicationWrapsTheFailure() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        GuardedServer.Service wraps = (request, response) -> {
            arrived.countDown();
            gone.await();
            try {
                for (int i = 0; i < 10_000; i++) {
                    response.getOutputStream().write(new byte[64 * 1024]);
                }
            } catch (java.io.IOException e) {
                throw new IllegalStateException("cannot render", e);
            }
        };
        try (GuardedServer server = GuardedServer.of(wraps)) {
            try (Socket socket = server.connect()) {
                GuardedServer.send(socket, "GET /big HTTP/1.1\nHost: test\n\n");
                arrived.await();
                socket.setSoLinger(true, 0);
            }
            gone.countDown();

            assertEquals(1, server.log(Level.DEBUG).size());
            assertTrue(server.incidents().isEmpty());
        }
    }

    @Test
    void isToldApartWhenTheApplicationFailsAfterwards() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        GuardedServer.Service swallowsAndFails = (request, response) -> {
            arrived.countDown();
            gone.await();
            try {
                for (int i = 0; i < 10_000; i++) {
                    response.getOutputStream().write(new byte[64 * 1024]);
                }
            } catch (java.io.IOException e) {
                throw new IllegalStateException("without its cause");
            }
        };
        try (GuardedServer server = GuardedServer.of(swallowsAndFails)) {
            try (Socket socket = server.connect()) {
                GuardedServer.send(socket, "GET /big HTTP/1.1\nHost: test\n\n");
                arrived.await();
                socket.setSoLinger(true, 0);
            }
            gone.countDown();

            assertEquals(1, server.incidents().size());
            assertTrue(
                    server.incidents().get(0).contains(" outcome=client-gone "),
                    server.incidents().get(0));
        }
    }

    @Test
    void isAnIncidentWhenTheApplicationFailedForAReasonOfItsOwn() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        GuardedServer.Service fails = (request, response) -> {
            arrived.countDown();
            gone.await();
            throw new java.io.IOException("Broken pipe, to somebody else's server");
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            try (Socket socket = server.connect()) {
                GuardedServer.send(socket, "GET / HTTP/1.1\nHost: test\n\n");
                arrived.await();
                socket.setSoLinger(true, 0);
            }
            gone.countDown();

            assertEquals(1, server.incidents().size());
        }
    }
}
