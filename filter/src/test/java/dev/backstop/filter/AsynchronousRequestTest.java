/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Requests that go on without their thread. */
class AsynchronousRequestTest {

    @Test
    void answersAtOnceWhatIsThrownByAStartedTask() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            async.start(() -> {
                throw new IllegalStateException("secret");
            });
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            assertAnswered(500, server.get("/"));
            assertIncident(server, "fault=uncaught-exception", "outcome=answered", "IllegalStateException");
        }
    }

    @Test
    void answersWhatIsThrownOnTheRequestsThreadAfterStartAsync() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            request.startAsync().setTimeout(0);
            throw new IllegalStateException("secret");
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            assertAnswered(500, server.get("/"));
        }
    }

    @Test
    void answersWhatIsThrownAfterTheRequestWasCompletedWithNothingSent() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            request.startAsync().complete();
            throw new IllegalStateException("secret");
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            assertAnswered(500, server.get("/"));
        }
    }

    @Test
    void answersATimeOutThatNobodyHandles() throws Exception {
        GuardedServer.Service waits =
                (request, response) -> request.startAsync(request, response).setTimeout(50);
        try (GuardedServer server = GuardedServer.of(waits)) {
            assertAnswered(503, server.get("/"));
            assertIncident(server, "fault=async-timeout", "status=503");
        }
    }

    @Test
    void leavesATimeOutToTheListenerThatHandlesIt() throws Exception {
        GuardedServer.Service waits = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
            async.addListener(new Listener() {
                @Override
                public void onTimeout(AsyncEvent event) throws IOException {
                    event.getAsyncContext().getResponse().getWriter().write("too slow, but here");
                    event.getAsyncContext().complete();
                }
            });
        };
        try (GuardedServer server = GuardedServer.of(waits)) {
            RawResponse response = server.get("/");

            assertEquals(200, response.status());
            assertEquals("too slow, but here", response.body());
            assertEquals(List.of(), server.incidents());
        }
    }

    @Test
    void answersWhatAListenerThrows() throws Exception {
        GuardedServer.Service waits = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
            async.addListener(new Listener() {
                @Override
                public void onTimeout(AsyncEvent event) {
                    throw new IllegalStateException("secret");
                }
            });
        };
        try (GuardedServer server = GuardedServer.of(waits)) {
            assertAnswered(500, server.get("/"));
            assertIncident(server, "fault=uncaught-exception");
        }
    }

    @Test
    void breaksOffATimeOutAfterBytesHaveLeft() throws Exception {
        GuardedServer.Service waits = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
            response.getOutputStream().write(new byte[100_000]);
            response.flushBuffer();
        };
        try (GuardedServer server = GuardedServer.of(waits)) {
            RawResponse response = server.get("/");

            assertEquals(200, response.status());
            assertFalse(response.complete(), "the cut looks like the end");
            assertIncident(server, "fault=async-timeout", "outcome=broken-off");
        }
    }

    @Test
    void breaksOffWhatATaskThrowsAfterBytesHaveLeft() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                try {
                    async.getResponse().getOutputStream().write(new byte[100_000]);
                    async.getResponse().flushBuffer();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                throw new IllegalStateException("secret");
            });
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            assertFalse(server.get("/").complete());
            assertIncident(server, "outcome=broken-off");
        }
    }

    @Test
    void guardsADispatchedResource() throws Exception {
        GuardedServer.Service dispatches = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                throw new IllegalStateException("secret");
            }
            request.startAsync().dispatch();
        };
        try (GuardedServer server = GuardedServer.of(dispatches)) {
            assertAnswered(500, server.get("/"));
            assertEquals(1, server.incidents(1).size());
        }
    }

    @Test
    void guardsTheSecondCycleAsTheFirst() throws Exception {
        GuardedServer.Service dispatchesTwice = (request, response) -> {
            AsyncContext async = request.startAsync();
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                async.dispatch("/again");
            } else {
                async.start(() -> {
                    throw new IllegalStateException("secret");
                });
            }
        };
        try (GuardedServer server = GuardedServer.of(dispatchesTwice)) {
            assertAnswered(500, server.get("/"));
        }
    }

    @Test
    void tellsListenersOfTheNextCycle() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        GuardedServer.Service dispatches = (request, response) -> {
            AsyncContext async = request.startAsync();
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                async.addListener(new Listener() {
                    @Override
                    public void onStartAsync(AsyncEvent event) {
                        told.add("start");
                        event.getAsyncContext().addListener(this);
                    }

                    @Override
                    public void onComplete(AsyncEvent event) {
                        told.add("complete");
                    }
                });
                async.dispatch();
            } else {
                response.getWriter().write("done");
                async.complete();
            }
        };
        try (GuardedServer server = GuardedServer.of(dispatches)) {
            assertEquals("done", server.get("/").body());
            assertEquals(List.of(), server.incidents());
            assertEquals(List.of("start", "complete"), told);
        }
    }

    @Test
    void answersWhatAReadListenerThrows() throws Exception {
        GuardedServer.Service reads = (request, response) -> {
            request.startAsync();
            request.getInputStream().setReadListener(new ReadListener() {
                @Override
                public void onDataAvailable() {
                    throw new IllegalStateException("secret");
                }

                @Override
                public void onAllDataRead() {
                    throw new AssertionError("nothing was read");
                }

                @Override
                public void onError(Throwable thrown) {
                    // The application does nothing about it.
                }
            });
        };
        try (GuardedServer server = GuardedServer.of(reads)) {
            RawResponse response = server.exchange("POST / HTTP/1.1\nHost: test\nContent-Length: 5\n\nhello");
            assertAnswered(500, response);
            assertIncident(server, "IllegalStateException");
        }
    }

    @Test
    void answersWhatAWriteListenerThrowsBeforeItWrites() throws Exception {
        GuardedServer.Service writes = (request, response) -> {
            request.startAsync();
            response.getOutputStream().setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() {
                    throw new IllegalStateException("secret");
                }

                @Override
                public void onError(Throwable thrown) {
                    // The application does nothing about it.
                }
            });
        };
        try (GuardedServer server = GuardedServer.of(writes)) {
            assertAnswered(500, server.get("/"));
        }
    }

    @Test
    void breaksOffWhatAWriteListenerThrowsLater() throws Exception {
        GuardedServer.Service writes = (request, response) -> {
            request.startAsync();
            ServletOutputStream stream = response.getOutputStream();
            stream.setWriteListener(new WriteListener() {
                private int left = 20;

                @Override
                public void onWritePossible() throws IOException {
                    while (stream.isReady()) {
                        if (left-- == 0) {
                            throw new IllegalStateException("secret");
                        }
                        stream.write(new byte[50_000]);
                    }
                }

                @Override
                public void onError(Throwable thrown) {
                    // The application does nothing about it.
                }
            });
        };
        try (GuardedServer server = GuardedServer.of(writes)) {
            assertFalse(server.get("/").complete());
            assertIncident(server, "outcome=broken-off");
        }
    }

    @Test
    void passesNonBlockingRequestsThrough() throws Exception {
        GuardedServer.Service echoes = (request, response) -> {
            AsyncContext async = request.startAsync();
            ServletInputStream in = request.getInputStream();
            assertSame(in, request.getInputStream());
            ServletOutputStream out = response.getOutputStream();
            in.setReadListener(new ReadListener() {
                private final byte[] bytes = new byte[3];

                @Override
                public void onDataAvailable() throws IOException {
                    while (in.isReady() && !in.isFinished()) {
                        int count = in.read(bytes);
                        out.write(bytes, 0, Math.max(0, count));
                    }
                }

                @Override
                public void onAllDataRead() {
                    async.complete();
                }

                @Override
                public void onError(Throwable thrown) {
                    throw new AssertionError(thrown);
                }
            });
        };
        try (GuardedServer server = GuardedServer.of(echoes)) {
            assertEquals(
                    "hello",
                    server.exchange("POST / HTTP/1.1\nHost: test\nContent-Length: 5\n\nhello")
                            .body());
            assertEquals(List.of(), server.incidents());
        }
    }

    @Test
    void answersABlank5xxWhenItIsCompleted() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                response.setStatus(503);
                async.complete();
            });
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            assertAnswered(503, server.get("/"));
        }
    }

    @Test
    void answersAnErrorThatAnotherThreadReports() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            async.start(() -> {
                try {
                    response.sendError(503, "secret");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                async.complete();
            });
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            assertAnswered(503, server.get("/"));
            assertIncident(server, "fault=reported-error", "outcome=answered");
        }
    }

    @Test
    void keepsCachesFromTheApplicationsOwn5xx() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                try {
                    response.getWriter().write("mine");
                    response.setStatus(500);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                async.complete();
            });
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            RawResponse response = server.get("/");

            assertEquals("mine", response.body());
            assertEquals("no-store", response.header("Cache-Control"));
        }
    }

    /** The application's other thread may not know that its request is answered. */
    @Test
    void ignoresWhatTheApplicationWantsOnceItIsAnswered() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        GuardedServer.Service fails = (request, response) -> {
            AsyncContext async = request.startAsync();
            new Thread(() -> {
                        try {
                            answered.await();
                            response.setHeader("X-Late", "late");
                            async.dispatch();
                            async.complete();
                        } catch (InterruptedException | RuntimeException e) {
                            thrown.add(e);
                        }
                        done.countDown();
                    })
                    .start();
            throw new IllegalStateException("secret");
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            RawResponse response = server.get("/");
            answered.countDown();
            done.await();

            assertEquals(List.of(), thrown);
            assertAnswered(500, response);
            assertEquals(1, server.incidents(1).size());
        }
    }

    @SuppressWarnings("ReferenceEquality") // The same, not equal ones.
    @Test
    void handsOutTheSameContextAgain() throws Exception {
        GuardedServer.Service asks = (request, response) -> {
            AsyncContext async = request.startAsync();
            boolean same = request.getAsyncContext() == async;
            boolean original = async.hasOriginalRequestAndResponse();
            boolean wrapped = async.getRequest() == request && async.getResponse() == response;
            response.getWriter().print(same + " " + original + " " + wrapped);
            async.complete();
        };
        try (GuardedServer server = GuardedServer.of(asks)) {
            assertEquals("true true true", server.get("/").body());
        }
    }

    /** Whoever has a listener for errors has an answer of his own. */
    @ParameterizedTest
    @ValueSource(strings = {"own thread", "task", "dispatch"})
    void leavesAFailureToTheListenerThatHandlesIt(String where) throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                throw new IllegalStateException("secret");
            }
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            async.addListener(new Listener() {
                @Override
                public void onError(AsyncEvent event) throws IOException {
                    event.getSuppliedResponse()
                            .getWriter()
                            .write("mine: " + event.getThrowable().getClass());
                    event.getAsyncContext().complete();
                }
            });
            switch (where) {
                case "task" ->
                    async.start(() -> {
                        throw new IllegalStateException("secret");
                    });
                case "dispatch" -> async.dispatch();
                default -> throw new IllegalStateException("secret");
            }
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            RawResponse response = server.get("/");

            assertEquals(200, response.status());
            assertEquals("mine: class java.lang.IllegalStateException", response.body());
            assertIncident(server, "fault=uncaught-exception", "outcome=reported");
        }
    }

    @Test
    void answersWhenWhatTheListenerDispatchesToFailsToo() throws Exception {
        AtomicInteger told = new AtomicInteger();
        GuardedServer.Service dispatches = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                throw new IllegalStateException("secret of the dispatched");
            }
            AsyncContext async = request.startAsync();
            async.addListener(new Listener() {
                @Override
                public void onError(AsyncEvent event) {
                    // As Spring does: the first time there is a result to be dispatched, the second time there is
                    // nothing.
                    if (told.getAndIncrement() == 0) {
                        async.dispatch();
                    }
                }
            });
            async.start(() -> {
                throw new IllegalStateException("secret");
            });
        };
        try (GuardedServer server = GuardedServer.of(dispatches)) {
            assertAnswered(500, server.get("/"));
            assertEquals(2, told.get());
        }
    }

    @Test
    void answersWhereTheListenerOnlyTakesNote() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        GuardedServer.Service fails = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.addListener(new Listener() {
                @Override
                public void onError(AsyncEvent event) {
                    told.add("error");
                    throw new AssertionError("and fails");
                }

                @Override
                public void onComplete(AsyncEvent event) {
                    told.add("complete");
                    throw new AssertionError("and fails again");
                }
            });
            throw new IllegalStateException("secret");
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            assertAnswered(500, server.get("/"));
            assertIncident(server, "outcome=answered");
            assertEquals(List.of("error", "complete"), told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"own thread", "task"})
    void leavesAFailureToTheApplicationsErrorPage(String where) throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            if (where.equals("own thread")) {
                throw new IllegalStateException("secret");
            }
            async.start(() -> {
                throw new IllegalStateException("secret");
            });
        };
        try (GuardedServer server = GuardedServer.with(Map.of())
                .serve("/*", fails)
                .serve("/sorry", (request, response) -> response.getWriter().write("we are sorry"))
                .errorPage(500, "/sorry")
                .start()) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertEquals("we are sorry", response.body());
            assertIncident(server, "outcome=error-page");
        }
    }

    @Test
    void canBeSwitchedOff() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(100);
            async.start(() -> {
                throw new IllegalStateException("secret");
            });
        };
        try (GuardedServer server = GuardedServer.with(Map.of("backstop.async", "false"))
                .serve("/*", fails)
                .start()) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status(), "Jetty's own, when its time is out");
            assertNull(response.header("X-Incident-Id"));
        }
    }

    private static void assertAnswered(int status, RawResponse response) {
        assertEquals(status, response.status());
        assertTrue(response.complete());
        assertTrue(response.body().contains("\"incident\""), response.body());
        assertEquals("no-store", response.header("Cache-Control"));
    }

    private static void assertIncident(GuardedServer server, String... parts) throws InterruptedException {
        List<String> incidents = server.incidents(1);
        assertEquals(1, incidents.size(), incidents.toString());
        for (String part : parts) {
            assertTrue(incidents.get(0).contains(part), incidents.toString());
        }
    }

    /** A listener that does nothing. */
    private abstract static class Listener implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) throws IOException {}

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {}

        @Override
        public void onError(AsyncEvent event) throws IOException {}

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {}
    }
}
