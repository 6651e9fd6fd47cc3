/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What leaves the chain before anything has been sent becomes one complete answer. */
class UncaughtExceptionTest {
    private static final String SECRET = "secret-of-the-application";

    static Stream<Arguments> everythingThatCanBeThrown() {
        return Stream.of(
                Arguments.of(500, new IllegalStateException(SECRET)),
                Arguments.of(500, new IOException(SECRET)),
                Arguments.of(500, new ServletException(SECRET, new IllegalStateException(SECRET))),
                Arguments.of(500, new UndeclaredThrowableException(new Exception(SECRET))),
                Arguments.of(500, new CompletionException(new Exception(SECRET))),
                Arguments.of(500, new Error(SECRET)),
                Arguments.of(500, new AssertionError(SECRET)),
                Arguments.of(500, new StackOverflowError(SECRET)),
                Arguments.of(500, new NoClassDefFoundError(SECRET)),
                Arguments.of(500, new InternalError(SECRET)),
                Arguments.of(503, new OutOfMemoryError(SECRET)),
                Arguments.of(503, new ServletException(SECRET, new OutOfMemoryError(SECRET))));
    }

    @ParameterizedTest
    @MethodSource("everythingThatCanBeThrown")
    void becomesACompleteAnswer(int status, Throwable thrown) throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> sneak(thrown))) {
            RawResponse response = server.get("/");

            assertEquals(status, response.status());
            assertTrue(response.complete());
            assertEquals("application/problem+json", response.header("Content-Type"));
            assertEquals("no-store", response.header("Cache-Control"));
            assertEquals("Accept", response.header("Vary"));
            assertEquals(status == 503, response.header("Retry-After") != null);
            assertNull(response.header("Connection"));
            String id = response.header("X-Incident-Id");
            assertTrue(response.body().contains("\"incident\":\"" + id + "\""), response.body());
            assertNothingLeaks(response);
            assertEquals(1, server.incidents().size());
            assertTrue(
                    server.incidents().get(0).startsWith("incident id=" + id + " "),
                    server.incidents().get(0));
        }
    }

    @Test
    void isAnsweredInTheFormThatTheClientAccepts() throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> sneak(new IllegalStateException(SECRET)))) {
            assertEquals("text/html;charset=utf-8", contentType(server, "text/html,*/*;q=0.8"));
            assertEquals("application/json", contentType(server, "application/json"));
            assertEquals("text/plain;charset=utf-8", contentType(server, "text/plain"));
            assertEquals("application/problem+json", contentType(server, "image/png"));
            assertEquals("application/problem+json", contentType(server, ";;q=/,,"));
            assertEquals("application/problem+json", contentType(server, ";"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"})
    void isAnsweredForAnyMethod(String method) throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> sneak(new IllegalStateException(SECRET)))) {
            RawResponse response = server.exchange(method + " / HTTP/1.1\nHost: test\nContent-Length: 0\n\n");

            assertEquals(500, response.status());
            assertFalse(response.body().isEmpty());
        }
    }

    @Test
    void isAnsweredToHeadWithTheSameHeadersAndNoBody() throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> sneak(new IllegalStateException(SECRET)))) {
            RawResponse toGet = server.get("/");
            RawResponse toHead = server.exchange("HEAD / HTTP/1.1\nHost: test\n\n");

            assertEquals(500, toHead.status());
            assertEquals(toGet.header("Content-Length"), toHead.header("Content-Length"));
            assertEquals(toGet.header("Content-Type"), toHead.header("Content-Type"));
        }
    }

    @Test
    void isLeftToTheContainerWhenItSaysThatTheClientIsWrong() throws Exception {
        GuardedServer.Service reads = (request, response) -> {
            response.getWriter().print(request.getParameter("q"));
        };
        try (GuardedServer server = GuardedServer.of(reads)) {
            RawResponse response = server.get("/?q=%ZZ");

            assertEquals(400, response.status());
            assertNull(response.header("X-Incident-Id"));
            assertTrue(server.incidents().isEmpty());
        }
    }

    @Test
    void leavesTheConnectionUsable() throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> sneak(new IllegalStateException(SECRET)));
                var socket = server.connect()) {
            for (int i = 0; i < 3; i++) {
                GuardedServer.send(socket, "GET / HTTP/1.1\nHost: test\n\n");
                assertEquals(
                        500, RawResponse.read(socket.getInputStream(), false).status());
            }
        }
    }

    @Test
    void isAnsweredOnAThreadThatIsInterrupted() throws Exception {
        GuardedServer.Service interruptsAndThrows = (request, response) -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(SECRET);
        };
        try (GuardedServer server = GuardedServer.of(interruptsAndThrows)) {
            assertEquals(500, server.get("/").status());
        }
    }

    @Test
    void keepsTheTimeThatAnUnavailableServletGave() throws Exception {
        try (GuardedServer server = GuardedServer.with(java.util.Map.of())
                .serve("/*", (request, response) -> {
                    throw new UnavailableException(SECRET, 77);
                })
                .start()) {
            RawResponse response = server.get("/");

            assertEquals(503, response.status());
            assertTrue(response.body().contains("\"status\":503"), response.body());
            assertNothingLeaks(response);
        }
    }

    @Test
    void carriesTheTraceIdOfAValidTraceparentOnly() throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> sneak(new IllegalStateException(SECRET)))) {
            String valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

            assertTrue(server.exchange("GET / HTTP/1.1\nHost: test\ntraceparent: " + valid + "\n\n")
                    .body()
                    .contains("\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\""));
            assertFalse(server.exchange("GET / HTTP/1.1\nHost: test\ntraceparent: garbage\n\n")
                    .body()
                    .contains("traceId"));
            assertFalse(server.exchange(
                            "GET / HTTP/1.1\nHost: test\ntraceparent: " + valid + "\ntraceparent: " + valid + "\n\n")
                    .body()
                    .contains("traceId"));
        }
    }

    @Test
    void isLoggedOnOneLineWithoutQueryAndPathParameters() throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> sneak(new IllegalStateException(SECRET)))) {
            server.get("/shop/cart;jsessionid=123?token=456");

            List<String> lines = server.incidents();
            assertEquals(1, lines.size());
            assertTrue(
                    lines.get(0)
                            .matches(
                                    "incident id=\\S+ fault=uncaught-exception outcome=answered status=500 method=GET"
                                            + " path=/shop/cart duration=\\d+ms exception=java.lang.IllegalStateException at=\\S+"),
                    lines.get(0));
        }
    }

    private static String contentType(GuardedServer server, String accept) throws IOException {
        return String.valueOf(server.exchange("GET / HTTP/1.1\nHost: test\nAccept: " + accept + "\n\n")
                .header("Content-Type"));
    }

    private static void assertNothingLeaks(RawResponse response) {
        String everything = response.toString();
        assertFalse(everything.contains(SECRET), everything);
        assertFalse(everything.contains("java."), everything);
        assertFalse(everything.contains("Exception"), everything);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
