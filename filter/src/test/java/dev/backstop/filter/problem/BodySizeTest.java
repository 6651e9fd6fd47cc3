/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Proxies and browsers put pages of their own in the place of very small bodies, and a body must fit into one write. */
class BodySizeTest {
    private static final int LEAST = 200;
    private static final int MOST = 8 * 1024;

    @ParameterizedTest
    @EnumSource(Representation.class)
    void isNeitherTinyNorLarge(Representation representation) {
        assertFits(Problems.internalServerError(), representation);
        assertFits(Problems.withEverything(), representation);
    }

    /** A detail is the application's where its messages are shown; no message makes a body that is not one write. */
    @ParameterizedTest
    @EnumSource(Representation.class)
    void staysSmallWhateverTheDetail(Representation representation) {
        assertFits(Problems.withDetail("<\"'&\u2028".repeat(10_000)), representation);
        assertFits(Problems.withDetail("\ud83d\ude00".repeat(10_000)), representation);
    }

    private static void assertFits(Problem problem, Representation representation) {
        int length = problem.body(representation).length;

        assertTrue(length >= LEAST && length <= MOST, representation + " has " + length + " bytes");
    }
}
