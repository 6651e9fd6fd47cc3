/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A fault after bytes have left. */
class TooLateTest {
    private static final byte[] CHUNK = new byte[64 * 1024];

    @Test
    void breaksAChunkedResponseOff() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            response.getOutputStream().write(CHUNK);
            response.getOutputStream().write(CHUNK);
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            RawResponse response = server.get("/");

            assertEquals(200, response.status());
            assertFalse(response.complete());
            assertFalse(response.body().contains("incident"));
            assertEquals(1, server.incidents().size());
            assertTrue(
                    server.incidents().get(0).contains(" outcome=broken-off status=200 "),
                    server.incidents().toString());
        }
    }

    @Test
    void breaksAResponseWithContentLengthOff() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            response.setContentLength(10 * CHUNK.length);
            response.getOutputStream().write(CHUNK);
            throw new InternalError();
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            assertFalse(server.get("/").complete());
        }
    }

    @Test
    void leavesAResponseAloneThatHasAllItsBytes() throws Exception {
        GuardedServer.Service finishesAndFails = (request, response) -> {
            response.setContentLength(CHUNK.length);
            response.getOutputStream().write(CHUNK);
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(finishesAndFails)) {
            RawResponse response = server.get("/");

            assertEquals(200, response.status());
            assertTrue(response.complete());
            assertOutcome("already-complete", server.incidents());
        }
    }

    @Test
    void leavesARedirectAlone() throws Exception {
        GuardedServer.Service redirectsAndFails = (request, response) -> {
            response.sendRedirect("/elsewhere");
            throw new IllegalStateException();
        };
        try (GuardedServer server = GuardedServer.of(redirectsAndFails)) {
            RawResponse response = server.get("/");

            assertEquals(302, response.status());
            assertTrue(response.complete());
            assertOutcome("already-complete", server.incidents());
        }
    }

    private static void assertOutcome(String outcome, List<String> incidents) {
        assertEquals(1, incidents.size());
        assertTrue(incidents.get(0).contains(" outcome=" + outcome + " "), incidents.get(0));
    }
}
