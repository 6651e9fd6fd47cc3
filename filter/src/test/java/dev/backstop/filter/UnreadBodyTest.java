/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A request body that the application does not read before it fails. */
class UnreadBodyTest {
    private static final GuardedServer.Service FAILS = (request, response) -> {
        throw new IllegalStateException();
    };

    private static String post(int length) {
        return "POST / HTTP/1.1\nHost: test\nContent-Length: " + length + "\n\n";
    }

    @Test
    void isDrainedSoThatTheConnectionStaysUsable() throws Exception {
        try (GuardedServer server = GuardedServer.of(FAILS);
                Socket socket = server.connect()) {
            for (int i = 0; i < 3; i++) {
                GuardedServer.send(socket, post(1 << 20));
                socket.getOutputStream().write(new byte[1 << 20]);
                RawResponse response = RawResponse.read(socket.getInputStream(), false);

                assertEquals(500, response.status());
                assertTrue(response.complete());
                assertNull(response.header("Connection"));
            }
        }
    }

    @Test
    void isDrainedWhereTheApplicationReadsCharacters() throws Exception {
        GuardedServer.Service readsOne = (request, response) -> {
            request.getReader().read();
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(readsOne);
                Socket socket = server.connect()) {
            GuardedServer.send(socket, post(100_000));
            socket.getOutputStream().write(new byte[100_000]);

            assertNull(RawResponse.read(socket.getInputStream(), false).header("Connection"));
        }
    }

    @Test
    void closesTheConnectionBeyondTheBound() throws Exception {
        try (GuardedServer server = GuardedServer.with(Map.of("backstop.unread-body.size", "64k"))
                        .serve("/*", FAILS)
                        .start();
                Socket socket = server.connect()) {
            GuardedServer.send(socket, post(200_000));
            socket.getOutputStream().write(new byte[100_000]);
            RawResponse response = RawResponse.read(socket.getInputStream(), false);

            assertEquals(500, response.status());
            assertTrue(response.complete());
            assertEquals("close", response.header("Connection"));
        }
    }

    @Test
    void closesTheConnectionWhenTheRestDoesNotComeInTime() throws Exception {
        try (GuardedServer server = GuardedServer.with(Map.of("backstop.unread-body.time", "50ms"))
                        .serve("/*", FAILS)
                        .start();
                Socket socket = server.connect()) {
            GuardedServer.send(socket, post(1000));
            RawResponse response = RawResponse.read(socket.getInputStream(), false);

            assertEquals(500, response.status());
            assertEquals("close", response.header("Connection"));
        }
    }

    @Test
    void costsNoTimeWhenTheApplicationReadItAllButTheEnd() throws Exception {
        GuardedServer.Service readsAll = (request, response) -> {
            request.getInputStream().readNBytes(1000);
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.with(Map.of("backstop.unread-body.time", "60s"))
                        .serve("/*", readsAll)
                        .start();
                Socket socket = server.connect()) {
            GuardedServer.send(socket, post(1000));
            socket.getOutputStream().write(new byte[1000]);

            // The socket's own time-out is 20 s.
            assertNull(RawResponse.read(socket.getInputStream(), false).header("Connection"));
        }
    }

    @Test
    void isDrainedInChunks() throws Exception {
        try (GuardedServer server = GuardedServer.of(FAILS);
                Socket socket = server.connect()) {
            GuardedServer.send(socket, "POST / HTTP/1.1\nHost: test\nTransfer-Encoding: chunked\n\n5\nabcde\n0\n\n");

            assertNull(RawResponse.read(socket.getInputStream(), false).header("Connection"));
        }
    }

    @Test
    void costsTheConnectionButNotTheAnswerWhenItCannotBeRead() throws Exception {
        try (GuardedServer server = GuardedServer.with(Map.of())
                .outermost(FailingBodyFilter.class)
                .serve("/*", FAILS)
                .start()) {
            for (int i = 0; i < 2; i++) {
                RawResponse response = server.exchange(post(3) + "abc");

                assertEquals(500, response.status());
                assertTrue(response.complete());
                assertEquals("close", response.header("Connection"));
            }
        }
    }

    @Test
    void isNotAskedForWhenTheClientWaitsToBeTold() throws Exception {
        try (GuardedServer server = GuardedServer.of(FAILS)) {
            RawResponse response =
                    server.exchange("POST / HTTP/1.1\nHost: test\nContent-Length: 1000\nExpect: 100-continue\n\n");

            assertEquals(500, response.status());
            assertEquals("close", response.header("Connection"));
        }
    }

    @Test
    void isDrainedWhenTheClientWasToldToGoOn() throws Exception {
        GuardedServer.Service reads = (request, response) -> {
            request.getInputStream().read();
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(reads);
                Socket socket = server.connect()) {
            GuardedServer.send(socket, "POST / HTTP/1.1\nHost: test\nContent-Length: 1000\nExpect: 100-continue\n\n");
            assertEquals(100, RawResponse.read(socket.getInputStream(), true).status());
            socket.getOutputStream().write(new byte[1000]);
            RawResponse response = RawResponse.read(socket.getInputStream(), false);

            assertEquals(500, response.status());
            assertNull(response.header("Connection"));
        }
    }
}
