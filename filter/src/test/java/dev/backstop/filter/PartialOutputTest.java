/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an application wrote and set before it failed. */
class PartialOutputTest {
    private static final byte[] HALF_A_PAGE = "half a page ".repeat(100).getBytes(StandardCharsets.UTF_8);

    @Test
    void isTakenBackWithTheHeadersThatDescribedIt() throws Exception {
        GuardedServer.Service failsHalfWay = (request, response) -> {
            response.setContentType("application/pdf");
            response.setContentLength(5000);
            response.setHeader("Content-Encoding", "gzip");
            response.setHeader("ETag", "\"1\"");
            response.setHeader("Cache-Control", "public, max-age=3600");
            response.setHeader("Expires", "Thu, 01 Dec 2094 16:00:00 GMT");
            response.setHeader("Content-Disposition", "attachment");
            response.getOutputStream().write(HALF_A_PAGE);
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(failsHalfWay)) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertTrue(response.complete());
            assertFalse(response.body().contains("half a page"));
            assertEquals("application/problem+json", response.header("Content-Type"));
            assertEquals("no-store", response.header("Cache-Control"));
            assertEquals(1, response.headerValues("Cache-Control").size());
            for (String gone : new String[] {"Content-Encoding", "ETag", "Expires", "Content-Disposition"}) {
                assertNull(response.header(gone), gone);
            }
        }
    }

    @Test
    void isTakenBackFromAWriterToo() throws Exception {
        GuardedServer.Service failsHalfWay = (request, response) -> {
            response.getWriter().println("half a page");
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(failsHalfWay)) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertFalse(response.body().contains("half a page"));
        }
    }

    @Test
    void leavesTheHeadersThatAreTrueOfAnyAnswer() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            response.addCookie(new Cookie("session", "1"));
            response.setHeader("Access-Control-Allow-Origin", "https://example.org");
            response.setHeader("Vary", "Origin, accept");
            response.setHeader("X-Request-Id", "r1");
            response.setHeader("X-Tenant", "t1");
            response.setHeader("X-Powered-By", "secret");
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.with(Map.of("backstop.kept-headers", "X-Tenant, ETag"))
                .serve("/*", fails)
                .start()) {
            RawResponse response = server.get("/");

            assertEquals("session=1", response.header("Set-Cookie"));
            assertEquals("https://example.org", response.header("Access-Control-Allow-Origin"));
            assertEquals("Accept, Origin", response.header("Vary"));
            assertEquals("r1", response.header("X-Request-Id"));
            assertEquals("t1", response.header("X-Tenant"));
            assertNull(response.header("X-Powered-By"));
        }
    }

    @Test
    void leavesTheCookieOfANewSessionOnce() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            response.addCookie(new Cookie("theme", "dark"));
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            assertEquals(1, server.get("/").headerValues("Set-Cookie").size());
        }
    }
}
