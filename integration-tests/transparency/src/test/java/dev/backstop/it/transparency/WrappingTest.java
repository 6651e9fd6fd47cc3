/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.site.Layer;
import dev.backstop.it.transparency.site.Page;
import dev.backstop.it.transparency.site.Site;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A filter of the application's own that wraps the response sees what it would see, and its wrapper is what pages are given. */
class WrappingTest extends Rule {
    /** Writes the page in capitals, with its length. */
    private static final Layer CAPITALS = (request, response, chain) -> {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
            return;
        }
        Caught caught = new Caught(response);
        chain.doFilter(request, caught);
        String page = caught.text().toUpperCase(Locale.ROOT);
        response.setContentLength(page.length());
        response.getWriter().print(page);
    };

    private static final Page PART = (request, response) -> response.getWriter().print("part");

    WrappingTest(Pair servers) {
        super(servers);
    }

    private static Site wrapped(Page page) {
        return new Site().layer(CAPITALS).page("/page", page).page("/page/part", PART);
    }

    @Test
    void aFilterThatChangesThePageChangesIt() throws Exception {
        Site site = wrapped((request, response) -> response.getWriter().print("page"));

        Exchange exchange = servers.same(site, "/page");

        assertEquals("PAGE", exchange.body());
        assertEquals("4", exchange.header("Content-Length"));
    }

    @Test
    void aFilterThatChangesThePageChangesWhatIsIncluded() throws Exception {
        Site site = wrapped((request, response) -> {
            response.getWriter().print("page and ");
            request.getRequestDispatcher("/page/part").include(request, response);
        });

        assertEquals("PAGE AND PART", servers.same(site, "/page").body());
    }

    @Test
    void aForwardBelowAWrapperIsWhatTheContainerMakesOfIt() throws Exception {
        Site site = wrapped((request, response) ->
                request.getRequestDispatcher("/page/part").forward(request, response));

        assertEquals(200, servers.same(site, "/page").status());
    }

    @Test
    void theWrapperIsWhatPagesAreGiven() throws Exception {
        Site site = new Site();
        site.layer(CAPITALS);
        site.page("/page", (request, response) -> {
            site.note("page", response instanceof Caught);
            request.getRequestDispatcher("/page/part").include(request, response);
        });
        site.page("/page/part", (request, response) -> {
            site.note("part", response instanceof Caught);
            response.getWriter().print("part");
        });

        // Jetty gives the part a wrapper of its own around it.
        assertEquals("page: true", servers.same(site, "/page").notes().get(0));
    }

    @Test
    void bytesOfAFilterStandBeforeAndAfterThoseOfThePage() throws Exception {
        Site site = new Site()
                .layer((request, response, chain) -> {
                    response.getOutputStream().print("<");
                    chain.doFilter(request, response);
                    response.getOutputStream().print(">");
                })
                .page("/page", (request, response) -> response.getOutputStream().print("page"));

        assertEquals("<page>", servers.same(site, "/page").body());
    }

    @Test
    void aFilterSeesStatusAndHeadersOfThePage() throws Exception {
        Site site = new Site();
        site.layer((request, response, chain) -> {
            chain.doFilter(request, response);
            site.note("status", response.getStatus());
            site.note("names", response.getHeaderNames().stream().sorted().toList());
            site.note("values", response.getHeaders("X-Page"));
            site.note("type", response.getContentType());
            site.note("locale", response.getLocale().toLanguageTag());
            site.note("committed", response.isCommitted());
        });
        site.page("/page", (request, response) -> {
            response.setStatus(202);
            response.addHeader("X-Page", "1");
            response.addHeader("X-Page", "2");
            response.setLocale(Locale.ITALY);
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter().print("page");
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals("status: 202", exchange.notes().get(0));
        assertEquals("values: [1, 2]", exchange.notes().get(2));
    }

    @Test
    void aFilterMayCatchWhatThePageThrows() throws Exception {
        Site site = new Site()
                .layer((request, response, chain) -> {
                    try {
                        chain.doFilter(request, response);
                    } catch (IllegalStateException e) {
                        response.reset();
                        response.setStatus(422);
                        response.getWriter().print("caught");
                    }
                })
                .page("/page", (request, response) -> {
                    response.getWriter().print("half a page");
                    throw new IllegalStateException("expected");
                });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(422, exchange.status());
        assertEquals("caught", exchange.body());
    }

    @Test
    void anAsynchronousPageIsGivenTheWrapperAgain() throws Exception {
        Site site = new Site();
        site.layer((request, response, chain) -> chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void setHeader(String name, String value) {
                super.setHeader(name, "wrapped " + value);
            }
        }));
        site.page(
                "/page",
                (request, response) -> request.startAsync(request, response).dispatch("/page/target"));
        site.page("/page/target", (request, response) -> {
            response.setHeader("X-Page", "1");
            response.getWriter().print("page");
        });

        assertEquals("page", servers.same(site, "/page").body());
    }

    /** Keeps what a page writes. */
    private static final class Caught extends HttpServletResponseWrapper {
        private final CharArrayWriter text = new CharArrayWriter();
        private final PrintWriter writer = new PrintWriter(text);

        Caught(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            return writer;
        }

        String text() {
            writer.flush();
            return text.toString();
        }
    }
}
