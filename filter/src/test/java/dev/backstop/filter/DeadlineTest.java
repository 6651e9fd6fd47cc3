/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Requests that are not answered in time. */
class DeadlineTest {
    private static final String SHORT = "200ms";

    /** Opened when the client has its answer, so that the thread that hung comes back. */
    private final CountDownLatch client = new CountDownLatch(1);

    @Test
    void answersWhileTheApplicationHangs() throws Exception {
        GuardedServer.Service hangs = (request, response) -> client.await();
        try (GuardedServer server = start(Map.of(), hangs)) {
            long start = System.nanoTime();
            RawResponse response = server.get("/");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            client.countDown();

            assertAnswered(response);
            assertEquals("close", response.header("Connection"), "its connection hangs with it");
            assertTrue(took.toMillis() >= 200, took.toString());
            List<String> incidents = server.incidents(1);
            assertEquals(1, incidents.size(), incidents.toString());
            assertTrue(incidents.get(0).contains("fault=deadline outcome=answered status=503"), incidents.toString());
            assertTrue(
                    incidents.get(0).contains("dev.backstop.filter.DeadlineTest"),
                    "where it hangs: " + incidents.get(0));
        }
    }

    @Test
    void takesBackHalfAPage() throws Exception {
        GuardedServer.Service hangs = (request, response) -> {
            response.setContentType("text/html");
            response.setHeader("ETag", "\"half\"");
            response.getWriter().write("half a page");
            client.await();
        };
        try (GuardedServer server = start(Map.of(), hangs)) {
            RawResponse response = server.get("/");
            client.countDown();

            assertAnswered(response);
            assertFalse(response.body().contains("half"));
            assertNull(response.header("ETag"));
        }
    }

    @Test
    void answersWhileTheApplicationHoldsItsWriter() throws Exception {
        GuardedServer.Service hangs = (request, response) -> {
            PrintWriter writer = response.getWriter();
            synchronized (writer) {
                writer.write("half a page");
                client.await();
            }
        };
        try (GuardedServer server = start(Map.of(), hangs)) {
            RawResponse response = server.get("/");
            client.countDown();

            assertAnswered(response);
        }
    }

    @Test
    void answersWhileTheApplicationWaitsForTheBody() throws Exception {
        GuardedServer.Service reads =
                (request, response) -> request.getInputStream().readAllBytes();
        try (GuardedServer server = start(Map.of(), reads);
                Socket socket = server.connect()) {
            GuardedServer.send(socket, "POST / HTTP/1.1\nHost: test\nContent-Length: 10\n\nhalf");
            assertAnswered(RawResponse.read(socket.getInputStream(), false));
        }
    }

    @Test
    void failsWhatTheApplicationWritesLater() throws Exception {
        CompletableFuture<Throwable> late = new CompletableFuture<>();
        GuardedServer.Service writesLate = (request, response) -> {
            client.await();
            response.setStatus(200);
            response.setHeader("X-Late", "late");
            late.complete(assertThrows(
                    IOException.class,
                    () -> response.getOutputStream().write("late".getBytes(StandardCharsets.US_ASCII))));
        };
        try (GuardedServer server = start(Map.of(), writesLate)) {
            RawResponse response = server.get("/");
            client.countDown();

            assertAnswered(response);
            assertEquals(
                    "the response was taken over at its deadline",
                    late.get(10, TimeUnit.SECONDS).getMessage());
            assertEquals(1, server.incidents(1).size(), "and what comes of that is no incident of its own");
        }
    }

    @Test
    void breaksOffASilentResponseAfterBytesHaveLeft() throws Exception {
        GuardedServer.Service hangs = (request, response) -> {
            response.getOutputStream().write(new byte[100_000]);
            response.flushBuffer();
            client.await();
        };
        try (GuardedServer server = start(Map.of(), hangs)) {
            RawResponse response = server.get("/");
            client.countDown();

            assertEquals(200, response.status());
            assertFalse(response.complete());
            assertTrue(server.incidents(1).get(0).contains("fault=deadline outcome=broken-off"));
        }
    }

    @Test
    void leavesAResponseAloneThatGoesOn() throws Exception {
        GuardedServer.Service writesSlowly = (request, response) -> {
            for (int i = 0; i < 10; i++) {
                response.getOutputStream().write(new byte[50_000]);
                response.flushBuffer();
                assertFalse(client.await(150, TimeUnit.MILLISECONDS));
            }
        };
        try (GuardedServer server = start(Map.of("backstop.deadline", "1s"), writesSlowly)) {
            RawResponse response = server.get("/");

            assertTrue(response.complete());
            assertEquals(List.of(), server.incidents());
        }
    }

    /** The application waits for the client, and not the client for the application. */
    @Test
    void leavesASlowClientAlone() throws Exception {
        byte[] large = new byte[20_000_000];
        GuardedServer.Service writesMuch =
                (request, response) -> response.getOutputStream().write(large);
        try (GuardedServer server = start(Map.of(), writesMuch);
                Socket socket = server.connect()) {
            GuardedServer.send(socket, "GET / HTTP/1.1\nHost: test\n\n");
            assertFalse(client.await(1, TimeUnit.SECONDS));
            RawResponse response = RawResponse.read(socket.getInputStream(), false);

            assertTrue(response.complete());
            assertEquals(large.length, response.body().length());
            assertEquals(List.of(), server.incidents());
        }
    }

    /** The application may hang with whatever monitor it likes. */
    @Test
    void answersWhileTheApplicationHoldsItsResponse() throws Exception {
        GuardedServer.Service hangs = (request, response) -> {
            synchronized (response) {
                client.await();
            }
        };
        try (GuardedServer server = start(Map.of("backstop.deadline.interrupt", "true"), hangs)) {
            assertAnswered(server.get("/"));
        }
    }

    @Test
    void leavesAnEventStreamAlone() throws Exception {
        GuardedServer.Service streams = (request, response) -> {
            response.setContentType("text/event-stream");
            response.getWriter().write("data: first\n\n");
            response.flushBuffer();
            assertFalse(client.await(800, TimeUnit.MILLISECONDS));
            response.getWriter().write("data: second\n\n");
        };
        try (GuardedServer server = start(Map.of(), streams)) {
            RawResponse response = server.get("/");

            assertTrue(response.complete());
            assertTrue(response.body().contains("second"));
        }
    }

    @Test
    void answersAnAsynchronousRequestThatNobodyCompletes() throws Exception {
        GuardedServer.Service forgets =
                (request, response) -> request.startAsync().setTimeout(0);
        try (GuardedServer server = start(Map.of(), forgets)) {
            RawResponse response = server.get("/");

            assertAnswered(response);
            assertNull(response.header("Connection"), "no thread hangs");
            assertEquals(1, server.incidents(1).size());
        }
    }

    @Test
    void givesAnAsynchronousRequestTheTimeThatTheApplicationSet() throws Exception {
        GuardedServer.Service polls = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(60_000);
            async.start(() -> {
                try {
                    assertFalse(client.await(800, TimeUnit.MILLISECONDS));
                    response.getWriter().write("at last");
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
                async.complete();
            });
        };
        try (GuardedServer server = start(Map.of(), polls)) {
            assertEquals("at last", server.get("/").body());
            assertEquals(List.of(), server.incidents());
        }
    }

    @Test
    void coversADispatchedRequestToo() throws Exception {
        GuardedServer.Service hangs = (request, response) -> {
            if (request.getAttribute("again") == null) {
                request.setAttribute("again", true);
                request.startAsync().dispatch();
            } else {
                client.await();
            }
        };
        try (GuardedServer server = start(Map.of(), hangs)) {
            RawResponse response = server.get("/");
            client.countDown();

            assertAnswered(response);
        }
    }

    @Test
    void interruptsTheThreadOnlyIfItIsToldTo() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        GuardedServer.Service hangs = (request, response) -> {
            try {
                client.await();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        };
        try (GuardedServer server = start(Map.of("backstop.deadline.interrupt", "true"), hangs)) {
            assertAnswered(server.get("/"));
            assertTrue(interrupted.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void hasPathsWithTheirOwn() throws Exception {
        GuardedServer.Service slow = (request, response) -> {
            assertFalse(client.await(500, TimeUnit.MILLISECONDS));
            response.getWriter().write("done");
        };
        try (GuardedServer server =
                start(Map.of("backstop.deadline.paths", "/slow/*=1m, /poll=off, /slow/quick=1ms"), slow)) {
            assertEquals("done", server.get("/slow/report").body());
            assertEquals("done", server.get("/slow/quick").body(), "the first that matches");
            assertEquals("done", server.get("/poll").body());
            assertAnswered(server.get("/usual"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x-envoy-expected-rq-timeout-ms, 250, 503",
        "grpc-timeout, 250m, 503",
        "grpc-timeout, 250000u, 503",
        "grpc-timeout, 1M, 200",
        "grpc-timeout, 250, 200",
        "Request-Timeout, 1, 200",
        "X-Request-Timeout-Ms, 250, 503",
        "X-Request-Timeout-Ms, -250, 200",
        "X-Request-Timeout-Ms, 99999999999999999999, 200",
        "X-Request-Timeout-Ms, 0, 200",
        "X-Other-Ms, 250, 200",
    })
    void isShortenedByHeadersThatAreTrusted(String name, String value, int status) throws Exception {
        GuardedServer.Service slow = (request, response) -> {
            assertFalse(client.await(500, TimeUnit.MILLISECONDS));
            response.getWriter().write("done");
        };
        String trusted = "x-envoy-expected-rq-timeout-ms, grpc-timeout, Request-Timeout, X-Request-Timeout-Ms";
        Map<String, String> settings =
                Map.of("backstop.deadline.headers", trusted, "backstop.deadline", "10s", "backstop.log.limit", "0");
        try (GuardedServer server = start(settings, slow)) {
            RawResponse response = server.exchange("GET / HTTP/1.1\nHost: test\n" + name + ": " + value + "\n\n");

            assertEquals(status, response.status());
        }
    }

    @Test
    void isNeverMadeLongerByARequest() throws Exception {
        GuardedServer.Service hangs = (request, response) -> client.await();
        try (GuardedServer server = start(Map.of("backstop.deadline.headers", "Request-Timeout"), hangs)) {
            RawResponse response = server.exchange("GET / HTTP/1.1\nHost: test\nRequest-Timeout: 100\n\n");
            client.countDown();

            assertAnswered(response);
        }
    }

    @Test
    void canBeSwitchedOff() throws Exception {
        GuardedServer.Service slow = (request, response) -> {
            assertFalse(client.await(500, TimeUnit.MILLISECONDS));
            response.getWriter().write("done");
        };
        try (GuardedServer server = start(Map.of("backstop.deadline", "0s"), slow)) {
            assertEquals("done", server.get("/").body());
        }
    }

    private static GuardedServer start(Map<String, String> settings, GuardedServer.Service service) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("backstop.deadline", SHORT);
        return GuardedServer.with(all).serve("/*", service).start();
    }

    private static void assertAnswered(RawResponse response) {
        assertEquals(503, response.status());
        assertTrue(response.complete());
        assertTrue(response.body().contains("\"incident\""), response.body());
        String retryAfter = String.valueOf(response.header("Retry-After"));
        assertTrue(retryAfter.matches("\\d+"), retryAfter);
    }
}
