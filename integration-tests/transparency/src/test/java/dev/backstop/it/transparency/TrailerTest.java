/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.server.Container;
import dev.backstop.it.transparency.site.Site;
import dev.backstop.it.wire.Header;
import dev.backstop.it.wire.RawRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Trailers come after the body, computed when it has ended; they need chunks, and are refused where there can be none. */
class TrailerTest extends Rule {
    TrailerTest(Pair servers) {
        super(servers);
    }

    @Test
    void comeAfterTheBody() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setHeader("Trailer", "X-Sum");
            response.setTrailerFields(() -> Map.of("X-Sum", "42"));
            response.getOutputStream().print("page");
            response.flushBuffer();
            response.getOutputStream().print(", and more");
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals("page, and more", exchange.body());
        assertEquals(List.of("42"), values(exchange));
    }

    @Test
    void ofALargePageComeAfterTheBody() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setTrailerFields(() -> Map.of("X-Sum", "42"));
            response.getOutputStream().print(Text.of(100_000));
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(Text.of(100_000), exchange.body());
        assertEquals(List.of("42"), values(exchange));
    }

    @Test
    void ofASmallPageAreWhatTheContainerMakesOfThem() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setTrailerFields(() -> Map.of("X-Sum", "42"));
            response.getOutputStream().print("page");
        });

        assertEquals("page", servers.same(site, "/page").body());
    }

    @Test
    void canBeReadBack() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.setTrailerFields(() -> Map.of("X-Sum", "42"));
            site.note("trailers", response.getTrailerFields().get());
            response.getOutputStream().print("page");
        });

        assertEquals(
                List.of("trailers: {X-Sum=42}"), servers.same(site, "/page").notes());
    }

    @Test
    @OpenDifference(
            in = {Container.TOMCAT_10, Container.TOMCAT_11},
            what = "Tomcat takes trailers after a flush, if there are chunks")
    void areRefusedAfterTheResponseIsCommitted() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getOutputStream().print("page");
            response.flushBuffer();
            site.noteWhetherRefused("trailers", () -> response.setTrailerFields(Map::of));
        });

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals(List.of("trailers: refused"), exchange.notes());
    }

    @Test
    void areRefusedInHttp10() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            site.noteWhetherRefused("trailers", () -> response.setTrailerFields(Map::of));
            response.getOutputStream().print("page");
        });

        assertEquals(
                List.of("trailers: refused"),
                servers.same(site, RawRequest.get("/page").http10()).notes());
    }

    private static List<String> values(Exchange exchange) {
        return exchange.response().trailers().stream()
                .filter(trailer -> trailer.is("X-Sum"))
                .map(Header::value)
                .toList();
    }
}
