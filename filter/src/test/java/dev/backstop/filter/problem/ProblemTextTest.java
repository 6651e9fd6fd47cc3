/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.backstop.filter.problem.Representation.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ProblemTextTest {

    @Test
    void tellsStatusDetailIncidentRetryAndTrace() throws IOException {
        String text = text(Problems.withEverything());

        assertTrue(text.startsWith("503 Service Unavailable\n"), text);
        assertTrue(text.contains("\nThe application cannot answer this request just now."), text);
        assertTrue(text.contains("\nIncident: " + Problems.INCIDENT + "\n"), text);
        assertTrue(text.contains("\nTry again in: 12 s\n"), text);
        assertTrue(text.contains("\nTrace: 0af7651916cd43dd8448eb211c80319c\n"), text);
        assertTrue(text.endsWith("\n"), text);
    }

    @Test
    void leavesOutWhatDoesNotApply() throws IOException {
        String text = text(Problems.internalServerError());

        assertFalse(text.contains("Try again"), text);
        assertFalse(text.contains("Trace"), text);
    }

    /** It is read at a terminal: an escape sequence there moves the cursor, and more. */
    @ParameterizedTest
    @MethodSource("dev.backstop.filter.problem.Problems#injections")
    void hasNoControlCharactersOfADetail(String detail) throws IOException {
        String text = text(Problems.withDetail(detail));

        assertFalse(text.codePoints().anyMatch(c -> c != '\n' && Character.isISOControl(c)), text);
    }

    @Test
    void letsADetailForgeNoLine() throws IOException {
        String text = text(Problems.withDetail("Sorry.\n\nIncident: 000000000-00000000"));

        assertEquals(
                1, text.lines().filter(line -> line.startsWith("Incident:")).count(), text);
    }

    @ParameterizedTest
    @MethodSource("dev.backstop.filter.problem.Problems#loneSurrogates")
    void replacesHalvesOfPairs(String detail) throws IOException {
        String text = text(Problems.withDetail(detail));

        assertTrue(text.contains("\n\n" + Problems.withoutLoneSurrogates(detail) + "\n"), text);
    }

    private static String text(Problem problem) throws IOException {
        return Problems.decoded(problem.body(TEXT));
    }
}
