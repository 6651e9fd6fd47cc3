/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.site.Site;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A reset takes back what was written, whoever keeps it. */
class ResetTest extends Rule {
    ResetTest(Pair servers) {
        super(servers);
    }

    @Test
    void resetTakesBackBodyStatusAndHeaders() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setStatus(202);
            response.setHeader("X-Draft", "1");
            response.setContentType("text/html;charset=utf-8");
            response.getWriter().print("draft");
            response.reset();
            response.getWriter().print("page");
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(200, exchange.status());
        assertEquals("page", exchange.body());
        assertEquals("", exchange.header("X-Draft"));
    }

    @Test
    void resetMakesTheChoiceBetweenStreamAndWriterAnew() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.getWriter().print("draft");
            response.reset();
            response.getOutputStream().print("page");
        });

        assertEquals("page", servers.same(site, "/page").body());
    }

    @Test
    void resetTakesBackALengthIfTheContainersDoes() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setContentLength(3);
            response.reset();
            response.getOutputStream().print("page");
        });

        assertEquals(200, servers.same(site, "/page").status());
    }

    @Test
    void resetBufferTakesBackTheBodyOnly() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setStatus(202);
            response.setHeader("X-Page", "1");
            response.getWriter().print("draft");
            response.resetBuffer();
            response.getWriter().print("page");
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(202, exchange.status());
        assertEquals("page", exchange.body());
        assertEquals("1", exchange.header("X-Page"));
    }

    @Test
    void resetBufferTakesBackBytesOfAStream() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.getOutputStream().print("draft");
            response.resetBuffer();
            response.getOutputStream().print("page");
        });

        assertEquals("page", servers.same(site, "/page").body());
    }

    @Test
    void resetBufferKeepsTheChoiceBetweenStreamAndWriter() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getWriter().print("draft");
            response.resetBuffer();
            site.noteWhetherRefused("stream", response::getOutputStream);
            response.getWriter().print("page");
        });

        assertEquals(List.of("stream: refused"), servers.same(site, "/page").notes());
    }

    @Test
    void bothAreRefusedWhenBytesHaveLeft() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getOutputStream().print(Text.of(100_000));
            site.noteWhetherRefused("reset", response::reset);
            site.noteWhetherRefused("resetBuffer", response::resetBuffer);
        });

        // Undertow takes a resetBuffer at any time.
        assertEquals("reset: refused", servers.same(site, "/page").notes().get(0));
    }

    @Test
    void bothAreRefusedAfterAFlush() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getWriter().print("page");
            response.flushBuffer();
            site.noteWhetherRefused("reset", response::reset);
            site.noteWhetherRefused("resetBuffer", response::resetBuffer);
        });

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals("page", exchange.body());
        assertEquals(List.of("reset: refused", "resetBuffer: refused"), exchange.notes());
    }
}
