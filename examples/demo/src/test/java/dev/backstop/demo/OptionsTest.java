/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.shop.origin.Container;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OptionsTest {

    @Test
    void needsNone() {
        Options options = Options.parse(List.of());

        assertEquals(new Options(0, Container.JETTY, false, false, false, false), options);
    }

    @Test
    void readsEach() {
        Options options = Options.parse(List.of("--port", "8089", "--tomcat", "--nginx", "--table", "--colour", "-h"));

        assertEquals(new Options(8089, Container.TOMCAT, true, true, true, true), options);
    }

    @Test
    void letsTheLastWin() {
        assertFalse(Options.parse(List.of("--colour", "--no-colour")).coloured());
        assertEquals(
                Container.UNDERTOW,
                Options.parse(List.of("--tomcat", "--undertow")).container());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "-1", "65536", "99999999999"})
    void refusesWhatIsNoPort(String port) {
        assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--port", port)));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--tabel")));

        assertEquals("unknown option --tabel", refusal.getMessage());
    }

    @Test
    void explainsEachOption() {
        for (String option : List.of("--port", "--tomcat", "--undertow", "--nginx", "--table", "--colour", "--help")) {
            assertTrue(Options.HELP.contains(option), option);
        }
    }
}
