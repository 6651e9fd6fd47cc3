/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.site.Page;
import dev.backstop.it.transparency.site.Site;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A flush commits with the bytes that there are, the page sees it at once, and from then on status and headers stay. */
class CommitTest extends Rule {
    CommitTest(Pair servers) {
        super(servers);
    }

    /** Flushes in some way, and goes on only when the client has what was flushed. */
    private void arrivesBeforeThePageGoesOn(Page flushing, Page goingOn) throws Exception {
        Semaphore arrived = new Semaphore(0);
        Site site = new Site().page("/page", (request, response) -> {
            flushing.serve(request, response);
            arrived.acquireUninterruptibly();
            goingOn.serve(request, response);
        });

        String response = servers.same(site, new Meanwhile("/page", "first", arrived::release));

        assertTrue(response.contains("second"), response);
    }

    @Test
    void flushBufferSendsTheBytes() throws Exception {
        arrivesBeforeThePageGoesOn(
                (request, response) -> {
                    response.getOutputStream().print("first");
                    response.flushBuffer();
                },
                (request, response) -> response.getOutputStream().print("second"));
    }

    @Test
    void aFlushOfTheStreamSendsTheBytes() throws Exception {
        arrivesBeforeThePageGoesOn(
                (request, response) -> {
                    response.getOutputStream().print("first");
                    response.getOutputStream().flush();
                },
                (request, response) -> response.getOutputStream().print("second"));
    }

    @Test
    void aFlushOfTheWriterSendsTheCharacters() throws Exception {
        arrivesBeforeThePageGoesOn(
                (request, response) -> {
                    response.getWriter().print("first");
                    response.getWriter().flush();
                },
                (request, response) -> response.getWriter().print("second"));
    }

    @Test
    void flushBufferSendsTheCharactersOfTheWriter() throws Exception {
        arrivesBeforeThePageGoesOn(
                (request, response) -> {
                    response.getWriter().print("first");
                    response.flushBuffer();
                },
                (request, response) -> response.getWriter().print("second"));
    }

    @Test
    void aPageIsCommittedWhenItIsFlushedAndNotBefore() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            site.note("at first", response.isCommitted());
            response.getWriter().print("page");
            site.note("written", response.isCommitted());
            response.flushBuffer();
            site.note("flushed", response.isCommitted());
        });

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals(List.of("at first: false", "written: false", "flushed: true"), exchange.notes());
    }

    @Test
    void aPageIsCommittedWhenItIsClosed() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getOutputStream().print("page");
            response.getOutputStream().close();
            site.note("closed", response.isCommitted());
        });

        assertEquals(
                List.of("closed: true"),
                servers.sameButForFraming(site, "/page").notes());
    }

    @Test
    void aPageIsCommittedWhenItIsLargerThanAnyBuffer() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getOutputStream().print(Text.of(100_000));
            site.note("committed", response.isCommitted());
        });

        assertEquals(List.of("committed: true"), servers.same(site, "/page").notes());
    }

    @Test
    void aPageThatHasWrittenItsLengthIsCommittedIfTheContainerHasItSo() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.setContentLength(4);
            response.getOutputStream().print("page");
            site.note("committed", response.isCommitted());
        });

        assertEquals("page", servers.same(site, "/page").body());
    }

    @Test
    void anErrorOrARedirectCommits() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.sendError(404);
            site.note("error", response.isCommitted());
        });
        site.page("/page/redirect", (request, response) -> {
            response.sendRedirect("/elsewhere");
            site.note("redirect", response.isCommitted());
        });

        assertEquals(List.of("error: true"), servers.same(site, "/page").notes());
        assertEquals(
                List.of("redirect: true"), servers.same(site, "/page/redirect").notes());
    }

    @Test
    void headersAndStatusStayFromThenOn() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.setHeader("X-Early", "1");
            response.getWriter().print("page");
            response.flushBuffer();
            response.setStatus(404);
            response.setHeader("X-Early", "2");
            response.addHeader("X-Late", "1");
            response.addIntHeader("X-Late", 1);
            response.addDateHeader("X-Late", 1);
            response.addCookie(new jakarta.servlet.http.Cookie("late", "1"));
            response.setContentType("text/html");
            response.setContentLength(2);
            site.note("status", response.getStatus());
        });

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals("1", exchange.header("X-Early"));
        assertEquals("", exchange.header("X-Late"));
        assertEquals("", exchange.header("Set-Cookie"));
        assertEquals("page", exchange.body());
    }

    @Test
    void errorsAndRedirectsAreRefusedFromThenOn() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getWriter().print("page");
            response.flushBuffer();
            site.noteWhetherRefused("error", () -> response.sendError(404));
            site.noteWhetherRefused("error with message", () -> response.sendError(500, "message"));
            site.noteWhetherRefused("redirect", () -> response.sendRedirect("/elsewhere"));
        });

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals(List.of("error: refused", "error with message: refused", "redirect: refused"), exchange.notes());
        assertEquals("page", exchange.body());
    }

    @Test
    void theBufferMayBeSetBeforeAnythingIsWritten() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            // Tomcat gives the buffer to later requests too: smaller than the pages that are meant to be larger than
            // any.
            response.setBufferSize(60_000);
            site.note("large enough", response.getBufferSize() >= 60_000);
            response.getOutputStream().print(Text.of(50_000));
            site.note("committed", response.isCommitted());
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(List.of("large enough: true", "committed: false"), exchange.notes());
        assertEquals("50000", exchange.header("Content-Length"));
    }

    @Test
    void theBufferMayNotBeSetAfterSomethingIsWritten() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getOutputStream().print("page");
            site.noteWhetherRefused("buffer", () -> response.setBufferSize(60_000));
        });
        site.page("/page/writer", (request, response) -> {
            response.getWriter().print("page");
            site.noteWhetherRefused("buffer", () -> response.setBufferSize(60_000));
        });
        site.page("/page/flushed", (request, response) -> {
            response.getWriter().print("page");
            response.flushBuffer();
            site.noteWhetherRefused("buffer", () -> response.setBufferSize(60_000));
        });

        assertEquals("page", servers.same(site, "/page").body());
        assertEquals("page", servers.same(site, "/page/writer").body());
        Exchange flushed = servers.sameButForFraming(site, "/page/flushed");
        assertEquals(List.of("buffer: refused"), flushed.notes());
    }

    @Test
    void anEventStreamArrivesEventByEvent() throws Exception {
        arrivesBeforeThePageGoesOn(
                (request, response) -> {
                    response.setContentType("text/event-stream;charset=utf-8");
                    response.getWriter().print("data: first\n\n");
                    response.flushBuffer();
                },
                (request, response) -> {
                    response.getWriter().print("data: second\n\n");
                    response.flushBuffer();
                });
    }
}
