/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.server.Container;
import dev.backstop.it.transparency.site.Application;
import dev.backstop.it.transparency.site.Page;
import dev.backstop.it.transparency.site.Site;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A forward ends the response: what its target wrote has arrived, with the target's length, when the forwarding page goes on. Tomcat 11
 * looks for the response under all wrappers and finishes that.
 */
class ForwardTest extends Rule {
    private static final Page TO_TARGET =
            (request, response) -> request.getRequestDispatcher("/page/target").forward(request, response);

    ForwardTest(Pair servers) {
        super(servers);
    }

    private static Site forwardingTo(Page target) {
        return new Site().page("/page", TO_TARGET).page("/page/target", target);
    }

    @Test
    void bytesOfTheTargetArrive() throws Exception {
        Site site =
                forwardingTo((request, response) -> response.getOutputStream().print("target"));

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals("target", exchange.body());
    }

    @Test
    void charactersOfTheTargetArrive() throws Exception {
        Site site = forwardingTo((request, response) -> {
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter().print("target");
        });

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals("target", exchange.body());
    }

    @Test
    @OpenDifference(
            in = Container.UNDERTOW,
            what =
                    "Undertow flushes a wrapped response after a forward, and the flush is passed on: chunks in place of a length")
    void theLengthThatTheContainerFindsArrives() throws Exception {
        Site site =
                forwardingTo((request, response) -> response.getOutputStream().print("target"));

        Exchange exchange = servers.same(site, "/page");

        assertEquals("6", exchange.header("Content-Length"));
    }

    @Test
    void theLengthOfTheTargetArrivesWithItsBytes() throws Exception {
        Site site = forwardingTo((request, response) -> {
            response.setContentLength(8192);
            response.getOutputStream().write(Text.of(8192).getBytes(StandardCharsets.US_ASCII));
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals("8192", exchange.header("Content-Length"));
        assertEquals(Text.of(8192), exchange.body());
    }

    @Test
    void aTargetLargerThanAnyBufferArrives() throws Exception {
        Site site =
                forwardingTo((request, response) -> response.getOutputStream().print(Text.of(200_000)));

        assertEquals(Text.of(200_000), servers.same(site, "/page").body());
    }

    @Test
    void aTargetThatClosesItsStreamArrives() throws Exception {
        Site site = forwardingTo((request, response) -> {
            response.getOutputStream().print("target");
            response.getOutputStream().close();
        });

        assertEquals("target", servers.sameButForFraming(site, "/page").body());
    }

    @Test
    void aStaticFileArrivesWithItsLengthAndType() throws Exception {
        Site site = new Site()
                .page(
                        "/page",
                        (request, response) ->
                                request.getRequestDispatcher(Pair.STATIC_PAGE).forward(request, response));

        Exchange exchange = servers.same(site, "/page");

        assertEquals("<!doctype html><title>static</title>", exchange.body());
        assertEquals(Integer.toString(exchange.body().length()), exchange.header("Content-Length"));
        assertEquals("text/html", exchange.header("Content-Type"));
    }

    @Test
    void aLargeStaticFileArrivesWithItsLength() throws Exception {
        Site site = new Site()
                .page(
                        "/page",
                        (request, response) ->
                                request.getRequestDispatcher(Pair.LARGE_FILE).forward(request, response));

        Exchange exchange = servers.same(site, "/page");

        assertEquals("300000", exchange.header("Content-Length"));
        assertEquals(Text.of(300_000), exchange.body());
    }

    @Test
    void whatWasWrittenBeforeIsDropped() throws Exception {
        Site site = new Site()
                .page("/page", (request, response) -> {
                    response.setHeader("X-Outer", "kept");
                    response.getWriter().print("dropped");
                    TO_TARGET.serve(request, response);
                })
                .page(
                        "/page/target",
                        (request, response) -> response.getWriter().print("target"));

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals("target", exchange.body());
        assertEquals("kept", exchange.header("X-Outer"));
    }

    @Test
    void whatIsWrittenAfterwardsReachesNobody() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            TO_TARGET.serve(request, response);
            site.note("committed", response.isCommitted());
            response.setHeader("X-Late", "1");
            response.getWriter().print("late");
        });
        site.page("/page/target", (request, response) -> response.getWriter().print("target"));

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals("target", exchange.body());
        assertEquals(List.of("committed: true"), exchange.notes());
    }

    @Test
    void isRefusedAfterTheResponseIsCommitted() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getWriter().print(Text.of(100_000));
            site.noteWhetherRefused("forward", () -> TO_TARGET.serve(request, response));
        });
        site.page("/page/target", (request, response) -> response.getWriter().print("target"));

        Exchange exchange = servers.same(site, "/page");

        assertEquals(Text.of(100_000), exchange.body());
        assertEquals(List.of("forward: refused"), exchange.notes());
    }

    @Test
    @OpenDifference(
            in = Container.JETTY,
            what = "Jetty looks at the response under the wrapper, whose flush is held back, and forwards")
    void isRefusedAfterAFlush() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getWriter().print("page");
            response.flushBuffer();
            site.noteWhetherRefused("forward", () -> TO_TARGET.serve(request, response));
        });
        site.page("/page/target", (request, response) -> response.getWriter().print("target"));

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals("page", exchange.body());
        assertEquals(List.of("forward: refused"), exchange.notes());
    }

    @Test
    void aForwardOfAForwardArrives() throws Exception {
        Site site = forwardingTo((request, response) ->
                        request.getRequestDispatcher("/page/last").forward(request, response))
                .page("/page/last", (request, response) -> response.getWriter().print("last"));

        assertEquals("last", servers.sameButForFraming(site, "/page").body());
    }

    @Test
    void aForwardByNameArrives() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            if (request.getAttribute("forwarded") == null) {
                request.setAttribute("forwarded", "yes");
                request.getServletContext()
                        .getNamedDispatcher(Application.SERVLET_NAME)
                        .forward(request, response);
            } else {
                response.getWriter().print("by name");
            }
        });

        assertEquals("by name", servers.same(site, "/page").body());
    }

    @Test
    @OpenDifference(
            in = Container.TOMCAT_10,
            what =
                    "Tomcat takes the writer of a wrapped response after a forward, and the error page its encoding from that")
    void anErrorOfTheTargetArrives() throws Exception {
        Site site = forwardingTo((request, response) -> response.sendError(404, "not here"));

        assertEquals(404, servers.same(site, "/page").status());
    }

    @Test
    void aRedirectOfTheTargetArrives() throws Exception {
        Site site = forwardingTo((request, response) -> response.sendRedirect("/elsewhere"));

        assertEquals(302, servers.same(site, "/page").status());
    }

    @Test
    void anEmptyTargetIsAnEmptyPage() throws Exception {
        Exchange exchange = servers.sameButForFraming(forwardingTo((request, response) -> {}), "/page");

        assertEquals(200, exchange.status());
        assertEquals("", exchange.body());
    }
}
