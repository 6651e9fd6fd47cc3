/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import ch.qos.logback.classic.Level;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A client that goes away is no fault of the application's. */
class ClientGoneTest {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    @Test
    void isNoIncidentWhileTheApplicationWrites() throws Exception {
        GuardedServer.Service writesOn = (request, response) -> {
            arrived.countDown();
            gone.await();
            writeOnAndOn(response);
        };
        try (GuardedServer server = GuardedServer.of(writesOn)) {
            askAndGo(server, "/big");

            assertEquals(1, server.log(Level.DEBUG).size());
            assertTrue(server.log(Level.DEBUG).get(0).startsWith("client gone method=GET path=/big exception="));
            assertTrue(server.incidents().isEmpty());
        }
    }

    @Test
    void isNoIncidentWhenTheApplicationWrapsTheFailure() throws Exception {
        GuardedServer.Service wraps = (request, response) -> {
            arrived.countDown();
            gone.await();
            try {
                writeOnAndOn(response);
            } catch (IOException e) {
                throw new IllegalStateException("cannot render", e);
            }
        };
        try (GuardedServer server = GuardedServer.of(wraps)) {
            askAndGo(server, "/big");

            assertEquals(1, server.log(Level.DEBUG).size());
            assertTrue(server.incidents().isEmpty());
        }
    }

    @Test
    void isToldApartWhenTheApplicationFailsAfterwards() throws Exception {
        GuardedServer.Service swallowsAndFails = (request, response) -> {
            arrived.countDown();
            gone.await();
            try {
                writeOnAndOn(response);
            } catch (IOException e) {
                throw new IllegalStateException("without its cause");
            }
        };
        try (GuardedServer server = GuardedServer.of(swallowsAndFails)) {
            askAndGo(server, "/big");

            assertEquals(1, server.incidents().size());
            assertTrue(
                    server.incidents().get(0).contains(" outcome=client-gone "),
                    server.incidents().get(0));
        }
    }

    @Test
    void isAnIncidentWhenTheApplicationFailedForAReasonOfItsOwn() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            arrived.countDown();
            gone.await();
            throw new IOException("Broken pipe, to somebody else's server");
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            askAndGo(server, "/");

            assertEquals(1, server.incidents().size());
        }
    }

    /** Goes away, with a reset, as soon as the request has arrived. */
    private void askAndGo(GuardedServer server, String path) throws Exception {
        try (Socket socket = server.connect()) {
            GuardedServer.send(socket, "GET " + path + " HTTP/1.1\nHost: test\n\n");
            arrived.await();
            socket.setSoLinger(true, 0);
        }
        gone.countDown();
    }

    private static void writeOnAndOn(HttpServletResponse response) throws IOException {
        for (int i = 0; i < 10_000; i++) {
            response.getOutputStream().write(new byte[64 * 1024]);
        }
    }
}
