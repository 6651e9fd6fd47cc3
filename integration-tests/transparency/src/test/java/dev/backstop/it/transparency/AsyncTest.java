/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.site.Site;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is written after the filter has returned arrives; a dispatch goes through the chain again. */
class AsyncTest extends Rule {
    private static final ExecutorService OTHER_THREADS = Executors.newCachedThreadPool();

    AsyncTest(Pair servers) {
        super(servers);
    }

    @AfterAll
    static void end() {
        OTHER_THREADS.shutdown();
    }

    private static void print(ServletResponse response, String text) {
        try {
            response.getWriter().print(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A site whose page lets its thread go first, and is finished by another one afterwards. */
    private static Site afterTheFilterReturned(Start start, Finish finish) {
        Semaphore returned = new Semaphore(0);
        return new Site()
                .layer((request, response, chain) -> {
                    chain.doFilter(request, response);
                    returned.release();
                })
                .page("/page", (request, response) -> {
                    AsyncContext async = start.async(request, response);
                    OTHER_THREADS.execute(() -> {
                        returned.acquireUninterruptibly();
                        finish.finish(async);
                    });
                });
    }

    private interface Start {
        AsyncContext async(HttpServletRequest request, ServletResponse response);
    }

    private interface Finish {
        void finish(AsyncContext async);
    }

    @Test
    void whatIsWrittenAfterTheFilterReturnedArrives() throws Exception {
        Site site = afterTheFilterReturned((request, response) -> request.startAsync(), async -> {
            async.getResponse().setContentType("text/plain;charset=utf-8");
            print(async.getResponse(), "late");
            async.complete();
        });

        assertEquals("late", servers.same(site, "/page").body());
    }

    @Test
    void whatIsWrittenToTheResponseThatWasGivenToStartAsyncArrives() throws Exception {
        Site site = afterTheFilterReturned((request, response) -> request.startAsync(request, response), async -> {
            print(async.getResponse(), "late");
            async.complete();
        });

        assertEquals("late", servers.same(site, "/page").body());
    }

    @Test
    void aLargeBodyThatIsWrittenAfterTheFilterReturnedArrives() throws Exception {
        Site site = afterTheFilterReturned((request, response) -> request.startAsync(request, response), async -> {
            print(async.getResponse(), Text.of(200_000));
            async.complete();
        });

        assertEquals(Text.of(200_000), servers.same(site, "/page").body());
    }

    @Test
    void whatWasWrittenBeforeStartAsyncArrivesFirst() throws Exception {
        Site site = afterTheFilterReturned(
                (request, response) -> {
                    print(response, "early ");
                    return request.startAsync(request, response);
                },
                async -> {
                    print(async.getResponse(), "late");
                    async.complete();
                });

        assertEquals("early late", servers.same(site, "/page").body());
    }

    @Test
    void aTaskOfTheContainersArrives() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                print(async.getResponse(), "task");
                async.complete();
            });
        });

        assertEquals("task", servers.same(site, "/page").body());
    }

    @SuppressWarnings("ReferenceEquality") // The same, not equal ones.
    @Test
    void theStateOfTheRequestIsTheSame() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            site.note("started before", request.isAsyncStarted());
            AsyncContext async = request.startAsync();
            site.note("started after", request.isAsyncStarted());
            site.note("is the request's", request.getAsyncContext() == async);
            site.note("original", async.hasOriginalRequestAndResponse());
            site.noteWhetherRefused("a second start", request::startAsync);
            async.complete();
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals("started after: true", exchange.notes().get(1));
    }

    @Test
    void aDispatchGoesThroughTheChainAgain() throws Exception {
        Site site = new Site();
        site.layer((request, response, chain) -> {
            site.note("filter", request.getDispatcherType());
            chain.doFilter(request, response);
        });
        site.page("/page", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                response.getWriter().print("dispatched");
            } else {
                request.startAsync().dispatch();
            }
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals("dispatched", exchange.body());
        assertEquals(List.of("filter: REQUEST", "filter: ASYNC"), exchange.notes());
    }

    @Test
    void aDispatchToAnotherPathArrivesWithItsLength() throws Exception {
        Site site = new Site()
                .page(
                        "/page",
                        (request, response) ->
                                request.startAsync(request, response).dispatch("/page/target"))
                .page("/page/target", (request, response) -> {
                    response.setContentLength(6);
                    response.getOutputStream().print("target");
                });

        assertEquals("target", servers.same(site, "/page").body());
    }

    @Test
    void aDispatchToAStaticFileArrives() throws Exception {
        Site site = new Site()
                .page("/page", (request, response) -> request.startAsync().dispatch(Pair.LARGE_FILE));

        assertEquals(Text.of(300_000), servers.same(site, "/page").body());
    }

    @Test
    void aDispatchAfterTheFilterReturnedArrives() throws Exception {
        Site site = afterTheFilterReturned(
                        (request, response) -> request.startAsync(), async -> async.dispatch("/page/target"))
                .page(
                        "/page/target",
                        (request, response) -> response.getWriter().print("target"));

        assertEquals("target", servers.same(site, "/page").body());
    }

    @Test
    void aForwardThatGoesOnAsynchronouslyArrives() throws Exception {
        Site site = afterTheFilterReturned((request, response) -> request.startAsync(), AsyncContext::complete)
                .page(
                        "/page/start",
                        (request, response) ->
                                request.getRequestDispatcher("/page/target").forward(request, response))
                .page("/page/target", (request, response) -> {
                    AsyncContext async = request.startAsync(request, response);
                    async.start(() -> {
                        print(async.getResponse(), "late");
                        async.complete();
                    });
                });

        assertEquals("late", servers.sameButForFraming(site, "/page/start").body());
    }
}
