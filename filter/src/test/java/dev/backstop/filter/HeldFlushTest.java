/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A small page that is flushed before it is finished. */
class HeldFlushTest {

    static Stream<GuardedServer.Service> earlyEnds() {
        return Stream.of(
                (request, response) -> {
                    response.getOutputStream().print("page");
                    response.flushBuffer();
                },
                (request, response) -> {
                    response.getOutputStream().print("page");
                    response.getOutputStream().flush();
                },
                (request, response) -> {
                    response.getOutputStream().print("page");
                    response.getOutputStream().close();
                },
                (request, response) -> {
                    response.getWriter().print("page");
                    response.getWriter().flush();
                },
                (request, response) -> {
                    response.getWriter().print("page");
                    response.getWriter().close();
                },
                (request, response) -> response.flushBuffer());
    }

    @ParameterizedTest
    @MethodSource("earlyEnds")
    void isStillTakenBackWhenTheApplicationFails(GuardedServer.Service page) throws Exception {
        GuardedServer.Service flushesAndFails = (request, response) -> {
            page.serve(request, response);
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(flushesAndFails)) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertFalse(response.body().contains("page"));
            assertTrue(response.complete());
        }
    }

    @ParameterizedTest
    @MethodSource("earlyEnds")
    void arrivesWholeWhenItDoesNot(GuardedServer.Service page) throws Exception {
        try (GuardedServer server = GuardedServer.of(page)) {
            RawResponse response = server.get("/");

            assertEquals(200, response.status());
            assertTrue(response.complete());
            assertTrue(response.body().equals("page") || response.body().isEmpty());
            assertTrue(server.incidents().isEmpty());
        }
    }

    @Test
    void looksCommittedToTheApplication() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        GuardedServer.Service looks = (request, response) -> {
            response.setHeader("X-Early", "1");
            response.getWriter().print("page");
            response.flushBuffer();
            try {
                assertCommitted(response);
            } catch (AssertionError e) {
                failure.set(e);
            }
        };
        try (GuardedServer server = GuardedServer.of(looks)) {
            RawResponse response = server.get("/");

            if (failure.get() != null) {
                throw new AssertionError(failure.get());
            }
            assertEquals(200, response.status());
            assertEquals("1", response.header("X-Early"));
            assertEquals(null, response.header("X-Late"));
            assertEquals("page and the rest", response.body());
        }
    }

    private static void assertCommitted(HttpServletResponse response) throws Exception {
        assertTrue(response.isCommitted());
        assertThrows(IllegalStateException.class, response::reset);
        assertThrows(IllegalStateException.class, response::resetBuffer);
        assertThrows(IllegalStateException.class, () -> response.sendError(500));
        assertThrows(IllegalStateException.class, () -> response.sendError(404, "no"));
        assertThrows(IllegalStateException.class, () -> response.sendRedirect("/"));
        assertThrows(IllegalStateException.class, () -> response.setBufferSize(10));
        response.setStatus(201);
        response.setHeader("X-Late", "1");
        response.addHeader("X-Late", "1");
        response.setIntHeader("X-Late", 1);
        response.setDateHeader("X-Late", 1);
        response.addCookie(new jakarta.servlet.http.Cookie("late", "1"));
        response.setContentType("application/pdf");
        response.setContentLength(1);
        response.getWriter().print(" and the rest");
    }

    @Test
    void isLetGoWhenItsTimeIsOver() throws Exception {
        CountDownLatch clientHasIt = new CountDownLatch(1);
        AtomicBoolean inTime = new AtomicBoolean();
        GuardedServer.Service slow = (request, response) -> {
            response.setContentType("text/plain");
            response.getOutputStream().print("first\n");
            response.flushBuffer();
            inTime.set(clientHasIt.await(10, TimeUnit.SECONDS));
            response.getOutputStream().print("second\n");
        };
        try (GuardedServer server = GuardedServer.of(slow);
                Socket socket = server.connect()) {
            GuardedServer.send(socket, "GET / HTTP/1.1\nHost: test\nConnection: close\n\n");
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = reader.readLine();
            while (!"first".equals(line)) {
                line = reader.readLine();
            }
            clientHasIt.countDown();
            StringBuilder rest = new StringBuilder();
            for (line = reader.readLine(); line != null; line = reader.readLine()) {
                rest.append(line).append('\n');
            }

            assertTrue(inTime.get(), "the client had to wait for the end");
            assertTrue(rest.toString().contains("second"), rest.toString());
        }
    }

    @Test
    void isAStreamWhenItFlushesAgain() throws Exception {
        Map<String, String> foreverHeld = Map.of("backstop.hold.time", "5s");
        assertReachesTheClientAtOnce(foreverHeld, "text/plain", (response, text) -> {
            response.getOutputStream().print(text.substring(0, 2));
            response.flushBuffer();
            response.getOutputStream().print(text.substring(2));
            response.flushBuffer();
        });
    }

    @Test
    void isNeverHeldForEventStreams() throws Exception {
        for (String type :
                new String[] {"text/event-stream", "application/x-ndjson", "multipart/x-mixed-replace;boundary=b"}) {
            assertReachesTheClientAtOnce(Map.of("backstop.hold.time", "5s"), type, HeldFlushTest::flush);
        }
    }

    @Test
    void isNotHeldWhenItTellsTheProxyNotToBuffer() throws Exception {
        assertReachesTheClientAtOnce(Map.of("backstop.hold.time", "5s"), "text/plain", (response, text) -> {
            response.setHeader("X-Accel-Buffering", "no");
            flush(response, text);
        });
    }

    @Test
    void isNotHeldWhereThePathIsExcluded() throws Exception {
        assertReachesTheClientAtOnce(
                Map.of("backstop.hold.time", "5s", "backstop.hold.exclude", "/live/*"),
                "text/plain",
                HeldFlushTest::flush);
    }

    @Test
    void isNotHeldWhenSwitchedOff() throws Exception {
        assertReachesTheClientAtOnce(Map.of("backstop.hold.time", "0ms"), "text/plain", HeldFlushTest::flush);
        assertReachesTheClientAtOnce(
                Map.of("backstop.hold.size", "0", "backstop.hold.time", "5s"), "text/plain", HeldFlushTest::flush);
    }

    @Test
    void isNotHeldBeyondItsSize() throws Exception {
        String big = "x".repeat(2000);
        assertReachesTheClientAtOnce(
                Map.of("backstop.hold.size", "1k", "backstop.hold.time", "5s"), "text/plain", (response, text) -> {
                    response.getOutputStream().print(big + text);
                    response.flushBuffer();
                });
    }

    private interface Page {
        void write(HttpServletResponse response, String text) throws Exception;
    }

    private static void flush(HttpServletResponse response, String text) throws Exception {
        response.getOutputStream().print(text);
        response.flushBuffer();
    }

    private static void assertReachesTheClientAtOnce(Map<String, String> settings, String type, Page page)
            throws Exception {
        CountDownLatch clientHasIt = new CountDownLatch(1);
        AtomicBoolean inTime = new AtomicBoolean();
        GuardedServer.Service service = (request, response) -> {
            response.setContentType(type);
            page.write(response, "first\n");
            inTime.set(clientHasIt.await(4, TimeUnit.SECONDS));
        };
        try (GuardedServer server =
                        GuardedServer.with(settings).serve("/*", service).start();
                Socket socket = server.connect()) {
            GuardedServer.send(socket, "GET /live/x HTTP/1.1\nHost: test\nConnection: close\n\n");
            StringBuilder seen = new StringBuilder();
            while (!seen.toString().contains("st\n")) {
                int next = socket.getInputStream().read();
                assertTrue(next >= 0, "ended after " + seen);
                seen.append((char) next);
            }
            clientHasIt.countDown();
            socket.getInputStream().readAllBytes();

            assertTrue(inTime.get(), "the client had to wait: " + type);
        }
    }
}
