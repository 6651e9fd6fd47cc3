/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Errors that the application reports itself. */
class ReportedErrorTest {

    @Test
    void getsACleanBodyThatHidesTheMessage() throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> response.sendError(500, "secret"))) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertEquals("application/problem+json", response.header("Content-Type"));
            assertFalse(response.body().contains("secret"), response.body());
            assertTrue(
                    server.incidents().get(0).contains(" fault=reported-error "),
                    server.incidents().toString());
        }
    }

    @Test
    void showsTheMessageWhenToldTo() throws Exception {
        try (GuardedServer server = GuardedServer.with(Map.of("backstop.reported-errors.message", "true"))
                .serve("/*", (request, response) -> response.sendError(500, "for <everybody>"))
                .start()) {
            assertTrue(server.get("/").body().contains("\"detail\":\"for <everybody>\""));
        }
    }

    @Test
    void keepsItsOwnRetryAfter() throws Exception {
        GuardedServer.Service busy = (request, response) -> {
            response.setHeader("Retry-After", "77");
            response.sendError(503);
        };
        try (GuardedServer server = GuardedServer.of(busy)) {
            RawResponse response = server.get("/");

            assertEquals("77", response.header("Retry-After"));
            assertTrue(response.body().contains("\"retryAfter\":77"), response.body());
        }
    }

    @Test
    void isCommittedForTheApplicationAfterwards() throws Exception {
        GuardedServer.Service goesOn = (request, response) -> {
            response.getWriter().print("before");
            response.sendError(500);
            assertTrue(response.isCommitted());
            assertThrows(IllegalStateException.class, () -> response.sendError(500));
            response.setHeader("X-Late", "1");
            response.getWriter().print("after");
            response.getWriter().flush();
            throw new IllegalStateException("after");
        };
        try (GuardedServer server = GuardedServer.of(goesOn)) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertNull(response.header("X-Late"));
            assertFalse(response.body().contains("before"));
            assertFalse(response.body().contains("after\""));
            assertTrue(response.complete());
        }
    }

    @Test
    void isAnsweredWhenOnlyTheStatusIsSet() throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> response.setStatus(503))) {
            RawResponse response = server.get("/");

            assertEquals(503, response.status());
            assertTrue(response.body().contains("\"status\":503"), response.body());
        }
    }

    @Test
    void isAnsweredWhenOnlyTheStatusIsSetAndFlushed() throws Exception {
        GuardedServer.Service flushes = (request, response) -> {
            response.setStatus(500);
            response.flushBuffer();
        };
        try (GuardedServer server = GuardedServer.of(flushes)) {
            assertTrue(server.get("/").body().contains("\"status\":500"));
        }
    }

    @Test
    void leavesTheApplicationsOwnBodyAndForbidsToCacheIt() throws Exception {
        GuardedServer.Service own = (request, response) -> {
            response.setStatus(500);
            response.setContentType("application/json");
            response.getOutputStream().print("{\"own\":true}");
        };
        try (GuardedServer server = GuardedServer.of(own)) {
            RawResponse response = server.get("/");

            assertEquals("{\"own\":true}", response.body());
            assertEquals("application/json", response.header("Content-Type"));
            assertEquals("no-store", response.header("Cache-Control"));
            assertNull(response.header("X-Incident-Id"));
            assertTrue(server.incidents().isEmpty());
        }
    }

    @Test
    void leavesTheApplicationsOwnWordAboutCaching() throws Exception {
        GuardedServer.Service own = (request, response) -> {
            response.setStatus(503);
            response.getOutputStream().print("{\"own\":true}");
            response.addHeader("Cache-Control", "max-age=5");
        };
        try (GuardedServer server = GuardedServer.of(own)) {
            assertEquals(
                    "[max-age=5]", server.get("/").headerValues("Cache-Control").toString());
        }
    }

    @Test
    void leavesClientErrorsToTheContainer() throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> response.sendError(404, "no such thing"))) {
            RawResponse response = server.get("/");

            assertEquals(404, response.status());
            assertNull(response.header("X-Incident-Id"));
            assertTrue(server.incidents().isEmpty());
        }
    }

    @Test
    void canBeSwitchedOff() throws Exception {
        try (GuardedServer server = GuardedServer.with(Map.of("backstop.reported-errors", "false"))
                .serve("/*", (request, response) -> response.sendError(500, "shown"))
                .start()) {
            RawResponse response = server.get("/");

            assertNull(response.header("X-Incident-Id"));
            assertTrue(response.body().contains("shown"));
        }
    }
}
