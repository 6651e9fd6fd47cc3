/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Error pages of the application's own. */
class OwnErrorPageTest {
    private static final GuardedServer.Service OWN_PAGE =
            (request, response) -> response.getWriter().print("own page for " + response.getStatus());

    private static GuardedServer server(
            Map<String, String> settings, GuardedServer.Service fails, GuardedServer.Service page) throws Exception {
        return GuardedServer.with(settings)
                .serve("/*", fails)
                .serve("/own", page)
                .errorPage(500, "/own")
                .errorPage(IllegalArgumentException.class, "/own")
                .start();
    }

    @Test
    void showAnException() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            response.setHeader("Content-Encoding", "gzip");
            response.setHeader("X-Frame-Options", "DENY");
            throw new IllegalArgumentException("secret");
        };
        try (GuardedServer server = server(Map.of(), fails, OWN_PAGE)) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertEquals("own page for 500", response.body());
            // Jetty itself says no-cache and more.
            assertTrue(String.valueOf(response.header("Cache-Control")).contains("no-store"));
            assertNull(response.header("Content-Encoding"));
            assertTrue(
                    server.incidents().get(0).contains(" outcome=error-page "),
                    server.incidents().toString());
        }
    }

    @Test
    void showAReportedError() throws Exception {
        try (GuardedServer server = server(Map.of(), (request, response) -> response.sendError(500), OWN_PAGE)) {
            assertEquals("own page for 500", server.get("/").body());
        }
    }

    @Test
    void giveWayToAnOutOfMemoryError() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            throw new OutOfMemoryError();
        };
        try (GuardedServer server = server(Map.of(), fails, OWN_PAGE)) {
            assertEquals(503, server.get("/").status());
        }
    }

    @Test
    void giveWayWhenTheSettingSaysSo() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            throw new IllegalArgumentException("secret");
        };
        try (GuardedServer server = server(Map.of("backstop.error-pages", "false"), fails, OWN_PAGE)) {
            assertTrue(server.get("/").body().contains("\"incident\""));
        }
    }

    @Test
    void areAnsweredForWhenTheyFailThemselves() throws Exception {
        GuardedServer.Service failsToo = (request, response) -> {
            response.getWriter().print("half a page");
            throw new IllegalStateException("the page itself");
        };
        try (GuardedServer server = server(
                Map.of(),
                (request, response) -> {
                    throw new IllegalArgumentException("secret");
                },
                failsToo)) {
            RawResponse response = server.get("/shop");

            assertEquals(500, response.status());
            assertTrue(response.body().startsWith("{\"type\":\"about:blank\""), response.body());
            assertEquals(2, server.incidents().size());
            assertTrue(
                    server.incidents()
                            .get(1)
                            .contains(" fault=failed-error-page outcome=answered status=500 method=GET path=/shop "),
                    server.incidents().toString());
        }
    }

    @Test
    void areAnsweredForWhenTheyAreBlank() throws Exception {
        GuardedServer.Service blank = (request, response) -> response.setHeader("X-Blank", "1");
        try (GuardedServer server = server(Map.of(), (request, response) -> response.sendError(500), blank)) {
            assertTrue(server.get("/").body().contains("\"incident\""));
        }
    }
}
