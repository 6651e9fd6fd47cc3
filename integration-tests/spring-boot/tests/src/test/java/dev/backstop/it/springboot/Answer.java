/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an answer of Backstop's looks like, to the client and in the log. */
final class Answer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answer() {}

    /** The response is a whole answer, and there is one line of the log for it. */
    static void assertAnswered(Bookshop bookshop, RawResponse response, int status, String fault) {
        assertWhole(response, status);
        String id = response.header("X-Incident-Id").orElseThrow();
        List<String> lines = bookshop.log().await("incident id=" + id + " ");
        assertEquals(1, lines.size(), lines.toString());
        String line = lines.get(0);
        assertTrue(line.contains(" fault=" + fault + " outcome=answered status=" + status + " "), line);
    }

    /** The same, seen by the client alone. */
    static void assertWhole(RawResponse response, int status) {
        assertEquals(status, response.status(), response.toString());
        assertTrue(response.isComplete(), response.toString());
        assertEquals("application/problem+json", response.header("Content-Type").orElse("none"));
        assertEquals("no-store", response.header("Cache-Control").orElse("none"));
        assertEquals(List.of(), response.values("Transfer-Encoding"));
        assertEquals(List.of(), response.values("Content-Encoding"));
        assertEquals(status == 503, response.header("Retry-After").isPresent(), response.toString());
        assertEquals(1, response.values("X-Incident-Id").size(), response.toString());
        assertFalse(response.text().contains("secret"), response.text());
        JsonNode problem = JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
        assertEquals(status, problem.path("status").asInt(0));
        assertEquals(
                response.header("X-Incident-Id").orElseThrow(),
                problem.path("incident").asString("none"));
    }
}
