/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Forwards, includes and asynchronous requests pass the filter more than once. */
class NestedDispatchTest {
    private static final GuardedServer.Service FAILS = (request, response) -> {
        response.getWriter().print("half a page");
        throw new IllegalStateException();
    };
    private static final GuardedServer.Service PAGE =
            (request, response) -> response.getWriter().print("page");

    private static GuardedServer server(GuardedServer.Service outer, GuardedServer.Service inner) throws Exception {
        return GuardedServer.with(Map.of())
                .serve("/outer", outer)
                .serve("/inner", inner)
                .start();
    }

    @Test
    void aForwardThatFailsIsAnsweredOnce() throws Exception {
        GuardedServer.Service forwards =
                (request, response) -> request.getRequestDispatcher("/inner").forward(request, response);
        try (GuardedServer server = server(forwards, FAILS)) {
            RawResponse response = server.get("/outer");

            assertEquals(500, response.status());
            assertFalse(response.body().contains("half a page"));
            assertEquals(1, response.headerValues("X-Incident-Id").size());
            assertEquals(1, server.incidents().size());
        }
    }

    @Test
    void aForwardEndsTheResponse() throws Exception {
        GuardedServer.Service forwardsAndFails = (request, response) -> {
            request.getRequestDispatcher("/inner").forward(request, response);
            throw new IllegalStateException();
        };
        try (GuardedServer server = server(forwardsAndFails, PAGE)) {
            RawResponse response = server.get("/outer");

            assertEquals(200, response.status());
            assertEquals("page", response.body());
            assertTrue(response.complete());
            assertTrue(server.incidents().get(0).contains(" outcome=already-complete "));
        }
    }

    @Test
    void aHeldFlushNeverReachesTheNextRequestOfItsConnection() throws Exception {
        CountDownLatch timeIsOver = new CountDownLatch(1);
        GuardedServer.Service forwardsAndFails = (request, response) -> {
            request.getRequestDispatcher("/inner").forward(request, response);
            throw new IllegalStateException();
        };
        GuardedServer.Service failsLater = (request, response) -> {
            // Longer than any flush is held; nothing counts it down.
            timeIsOver.await(500, TimeUnit.MILLISECONDS);
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.with(Map.of())
                        .serve("/outer", forwardsAndFails)
                        .serve("/inner", PAGE)
                        .serve("/later", failsLater)
                        .start();
                Socket socket = server.connect()) {
            GuardedServer.send(socket, "GET /outer HTTP/1.1\nHost: test\n\n");
            assertEquals(
                    "page", RawResponse.read(socket.getInputStream(), false).body());
            GuardedServer.send(socket, "GET /later HTTP/1.1\nHost: test\n\n");

            assertEquals(500, RawResponse.read(socket.getInputStream(), false).status());
        }
    }

    @Test
    void anIncludeThatFailsIsAnsweredOnce() throws Exception {
        GuardedServer.Service includes = (request, response) -> {
            response.getWriter().print("before");
            request.getRequestDispatcher("/inner").include(request, response);
        };
        try (GuardedServer server = server(includes, FAILS)) {
            RawResponse response = server.get("/outer");

            assertEquals(500, response.status());
            assertFalse(response.body().contains("before"));
            assertEquals(1, server.incidents().size());
        }
    }

    @Test
    void anIncludeCannotReportAnError() throws Exception {
        GuardedServer.Service includes = (request, response) -> {
            response.getWriter().print("before ");
            request.getRequestDispatcher("/inner").include(request, response);
            response.getWriter().print("after");
        };
        try (GuardedServer server = server(includes, (request, response) -> response.sendError(500))) {
            RawResponse response = server.get("/outer");

            assertEquals(200, response.status());
            assertEquals("before after", response.body());
        }
    }

    @Test
    void anAsynchronousPageArrivesAtOnceAndWhole() throws Exception {
        GuardedServer.Service async = (request, response) -> {
            var context = request.startAsync();
            context.start(() -> {
                try {
                    context.getResponse().getWriter().print("page");
                    context.getResponse().flushBuffer();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                } finally {
                    context.complete();
                }
            });
        };
        try (GuardedServer server = GuardedServer.of(async)) {
            RawResponse response = server.get("/");

            assertEquals("page", response.body());
            assertTrue(response.complete());
        }
    }

    @Test
    void aThrowAfterStartAsyncIsAnsweredAtOnce() throws Exception {
        GuardedServer.Service startsAndFails = (request, response) -> {
            request.startAsync().setTimeout(0);
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(startsAndFails)) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertTrue(response.complete());
        }
    }
}
