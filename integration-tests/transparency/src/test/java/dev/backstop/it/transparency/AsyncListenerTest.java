/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.server.Container;
import dev.backstop.it.transparency.site.Page;
import dev.backstop.it.transparency.site.Site;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Listeners are told what they would be told, in the same order, and what they do about it is done. */
class AsyncListenerTest extends Rule {
    /** What a listener does about a time-out or an error. */
    private interface Reaction {
        void react(AsyncEvent event) throws IOException;
    }

    private static final Reaction NONE = event -> {};
    private static final Reaction ANSWER = event -> {
        HttpServletResponse response =
                (HttpServletResponse) event.getAsyncContext().getResponse();
        response.setStatus(202);
        response.getWriter().print("not yet");
        event.getAsyncContext().complete();
    };
    private static final Reaction DISPATCH = event -> event.getAsyncContext().dispatch("/page/instead");
    private static final Reaction THROW = event -> {
        throw new IllegalStateException("expected, too");
    };

    private static final Page INSTEAD =
            (request, response) -> response.getWriter().print("instead");

    AsyncListenerTest(Pair servers) {
        super(servers);
    }

    /** A page that starts asynchronously with two listeners, and does what is to be listened to. */
    private static Site listening(Reaction first, Reaction second, Page page) {
        Site site = new Site();
        site.page("/page/instead", INSTEAD);
        site.page("/page", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                AsyncContext async = request.startAsync(request, response);
                async.addListener(new Telling("first", site, first));
                async.addListener(new Telling("second", site, second), request, response);
            }
            page.serve(request, response);
        });
        return site;
    }

    private static final Page TIMES_OUT =
            (request, response) -> request.getAsyncContext().setTimeout(50);

    private static final Page FAILS = (request, response) -> {
        throw new IllegalStateException("expected");
    };

    @Test
    void areToldOfTheEnd() throws Exception {
        Site site = listening(NONE, NONE, (request, response) -> {
            response.getWriter().print("page");
            request.getAsyncContext().complete();
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals("page", exchange.body());
        assertTrue(exchange.notes().contains("second: complete"), exchange.notes()::toString);
    }

    @Test
    void areToldOfTheEndAfterADispatch() throws Exception {
        Site site = listening(
                NONE, NONE, (request, response) -> request.getAsyncContext().dispatch("/page/instead"));

        assertEquals("instead", servers.same(site, "/page").body());
    }

    @Test
    void mayAnswerATimeout() throws Exception {
        Exchange exchange = servers.same(listening(NONE, ANSWER, TIMES_OUT), "/page");

        assertEquals(202, exchange.status());
        assertEquals("not yet", exchange.body());
    }

    @Test
    void mayAnswerATimeoutBeforeOthersAreToldOfIt() throws Exception {
        Exchange exchange = servers.same(listening(ANSWER, NONE, TIMES_OUT), "/page");

        assertEquals("not yet", exchange.body());
    }

    @Test
    void maySendATimeoutOn() throws Exception {
        assertEquals(
                "instead",
                servers.same(listening(NONE, DISPATCH, TIMES_OUT), "/page").body());
    }

    @Test
    void mayAnswerATimeoutAfterOneFailed() throws Exception {
        assertEquals(
                202, servers.same(listening(THROW, ANSWER, TIMES_OUT), "/page").status());
    }

    /** Undertow alone tells and answers it now one way, now another: there is nothing to compare with. */
    @Test
    void mayAnswerAnError() throws Exception {
        RawResponse guarded = servers.guarded(listening(NONE, ANSWER, FAILS), RawRequest.get("/page"));

        assertEquals(202, guarded.status());
        assertEquals("not yet", guarded.text());
    }

    @Test
    void mayAnswerAnErrorBeforeOthersAreToldOfIt() throws Exception {
        RawResponse guarded = servers.guarded(listening(ANSWER, NONE, FAILS), RawRequest.get("/page"));

        assertEquals(202, guarded.status());
        assertEquals("not yet", guarded.text());
    }

    /** Jetty does what the listener wants, Tomcat answers the error all the same, and Undertow is not of one mind. */
    @Test
    @OpenDifference(
            in = {Container.TOMCAT_10, Container.TOMCAT_11, Container.JETTY, Container.UNDERTOW},
            what = "where a listener dispatches after an error, the page is an empty 200")
    void maySendAnErrorOnOrItIsAnswered() throws Exception {
        Site site = listening(NONE, DISPATCH, FAILS);

        RawResponse guarded = servers.guarded(site, RawRequest.get("/page"));

        String page = guarded.status() == 500 ? "instead" : guarded.text();
        assertEquals("instead", page);
    }

    @Test
    void mayFailAtTheEnd() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            AsyncContext async = request.startAsync(request, response);
            async.addListener(new Telling("first", site, NONE) {
                @Override
                public void onComplete(AsyncEvent event) {
                    super.onComplete(event);
                    throw new IllegalStateException("expected");
                }
            });
            response.getWriter().print("page");
            async.complete();
        });

        assertEquals("page", servers.same(site, "/page").body());
    }

    /** Notes what it is told. */
    private static class Telling implements AsyncListener {
        private final String name;
        private final Site site;
        private final Reaction reaction;

        Telling(String name, Site site, Reaction reaction) {
            this.name = name;
            this.site = site;
            this.reaction = reaction;
            // Until it is told of the end, which may come after the response.
            site.begin();
        }

        private void tell(String what, AsyncEvent event) {
            site.note(name, what);
            site.note(name + " has response", event.getSuppliedResponse() != null);
            site.note(name + " has request", event.getSuppliedRequest() != null);
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            tell("timeout", event);
            reaction.react(event);
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            tell("error", event);
            site.note(name + " is told why", event.getThrowable() != null);
            reaction.react(event);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            tell("complete", event);
            site.end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            tell("start", event);
        }
    }
}
