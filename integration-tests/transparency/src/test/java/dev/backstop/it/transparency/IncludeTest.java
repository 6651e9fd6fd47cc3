/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.site.Site;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** An include writes into the page around it, in order, and changes neither its status nor its headers. */
class IncludeTest extends Rule {
    IncludeTest(Pair servers) {
        super(servers);
    }

    private static Site including(String path) {
        return new Site().page("/page", (request, response) -> {
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter().print("before ");
            request.getRequestDispatcher(path).include(request, response);
            response.getWriter().print(" after");
        });
    }

    @Test
    void itsCharactersStandWhereItIs() throws Exception {
        Site site = including("/page/part")
                .page("/page/part", (request, response) -> response.getWriter().print("part"));

        assertEquals("before part after", servers.same(site, "/page").body());
    }

    @Test
    void itsBytesStandWhereItIs() throws Exception {
        Site site = new Site()
                .page("/page", (request, response) -> {
                    response.getOutputStream().print("before ");
                    request.getRequestDispatcher("/page/part").include(request, response);
                    response.getOutputStream().print(" after");
                })
                .page(
                        "/page/part",
                        (request, response) -> response.getOutputStream().print("part"));

        assertEquals("before part after", servers.same(site, "/page").body());
    }

    @Test
    void aStaticFileStandsWhereItIs() throws Exception {
        Exchange exchange = servers.same(including(Pair.STATIC_PAGE), "/page");

        assertEquals("before <!doctype html><title>static</title> after", exchange.body());
    }

    @Test
    void aPartThatFlushesStandsWhereItIs() throws Exception {
        Site site = including("/page/part").page("/page/part", (request, response) -> {
            response.getWriter().print(Text.of(100_000));
            response.getWriter().flush();
        });

        assertEquals(
                "before " + Text.of(100_000) + " after",
                servers.same(site, "/page").body());
    }

    @Test
    void itChangesNeitherStatusNorHeadersNorLength() throws Exception {
        Site site = including("/page/part").page("/page/part", (request, response) -> {
            response.setStatus(404);
            response.setHeader("X-Part", "1");
            response.setContentLength(3);
            response.setContentType("image/png");
            response.getWriter().print("part");
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(200, exchange.status());
        assertEquals("before part after", exchange.body());
        assertEquals("", exchange.header("X-Part"));
    }

    @Test
    void itCannotReportAnError() throws Exception {
        Site site = including("/page/part").page("/page/part", (request, response) -> response.sendError(500));

        Exchange exchange = servers.same(site, "/page");

        assertEquals(200, exchange.status());
        assertEquals("before  after", exchange.body());
    }

    @Test
    void itKnowsThatItIsOne() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            request.getRequestDispatcher("/page/part").include(request, response);
        });
        site.page("/page/part", (request, response) -> {
            site.note("dispatch", request.getDispatcherType());
            response.getWriter().print("part");
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(List.of("dispatch: INCLUDE"), exchange.notes());
    }

    @Test
    void aPartThatIsForwardedToIsAPartOfThePage() throws Exception {
        Site site = new Site()
                .page("/page", (request, response) -> {
                    response.getWriter().print("dropped");
                    request.getRequestDispatcher("/page/outer").forward(request, response);
                })
                .page("/page/outer", (request, response) -> {
                    response.getWriter().print("outer ");
                    request.getRequestDispatcher("/page/part").include(request, response);
                })
                .page("/page/part", (request, response) -> response.getWriter().print("part"));

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals(List.of(), exchange.notes());
        assertEquals("outer part", exchange.body());
    }
}
