/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the broken application is expected to answer, alone and with the filter in front. */
final class Answers {
    /** A page that is as its author wanted it. */
    static final String PAGE = "/page/json";

    /** Throws before anything is written. */
    static final String FAULT = "/fault/runtime-exception";

    private static final String INCIDENT = "X-Incident-Id";
    private static final String PROBLEM = "application/problem+json";

    private Answers() {}

    /** Asks for the fault, which the filter must answer, once and with one incident in the log. */
    static void assertGuarded(Jvm jvm) throws IOException {
        assertGuarded(jvm, FAULT, 500);
    }

    /** The same for another fault and status. */
    static void assertGuarded(Jvm jvm, String path, int status) throws IOException {
        RawResponse response = jvm.get(path);
        assertBackstops(response, status);
        String id = response.values(INCIDENT).get(0);
        assertEquals(1, jvm.err().await("incident id=" + id).size(), () -> id + " in " + jvm.err());
    }

    /** An answer of the filter's, whole and alone. */
    static void assertBackstops(RawResponse response, int status) {
        assertTrue(response.isComplete(), response::toString);
        assertEquals(status, response.status(), response::toString);
        assertEquals(List.of(PROBLEM), response.values("Content-Type"), response::toString);
        assertEquals(1, response.values(INCIDENT).size(), response::toString);
        assertTrue(response.text().contains(response.values(INCIDENT).get(0)), response::text);
    }

    /** Asks for the fault, which the container must answer. */
    static void assertBare(Jvm jvm) throws IOException {
        RawResponse response = jvm.get(FAULT);
        assertTrue(response.isComplete(), response::toString);
        assertEquals(500, response.status(), response::toString);
        assertEquals(List.of(), response.values(INCIDENT), response::toString);
        assertTrue(!response.values("Content-Type").contains(PROBLEM), response::toString);
    }

    /** Asks for the page. */
    static void assertPage(Jvm jvm) throws IOException {
        assertPage(jvm.get(PAGE));
    }

    /** The page as its author wanted it. */
    static void assertPage(RawResponse response) {
        assertTrue(response.isComplete(), response::toString);
        assertEquals(200, response.status(), response::toString);
        assertEquals("{\"ledger\":[1,2,3]}", response.text());
    }
}
