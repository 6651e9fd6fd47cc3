/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EscapedTest {
    @SuppressWarnings("unused") // By its name, below.
    private static final String[] SEPARATORS = Incidents.SEPARATORS;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /orders/7                 | /orders/7
            /a?b&c;d#e[f]{g}%0A       | /a?b&c;d#e[f]{g}%0A
            a b                       | a\\u0020b
            a=b                       | a\\u003db
            a"b                       | a\\u0022b
            a\\b                      | a\\u005cb
            a\\u000ab                 | a\\u005cu000ab
            \u00fc                    | \\u00fc
            \ud83d\ude00              | \\ud83d\\ude00
            """)
    void aValueHasNoSpaceQuoteOrEqualsSignAndIsAscii(String text, String expected) {
        assertEquals(expected, Escaped.value(text));
    }

    @Test
    void aLineKeepsSpacesAndLetters() {
        String text = "No order \"7\" = \u00fcber \ud83d\ude00 \\ here";

        assertEquals(text, Escaped.line(text));
        assertFalse(Escaped.isNeeded(text));
    }

    @ParameterizedTest
    @FieldSource("SEPARATORS")
    void nothingEndsALine(String separator) {
        String text = "a" + separator + "b";

        assertTrue(Escaped.isNeeded(text));
        for (String escaped : new String[] {Escaped.value(text), Escaped.line(text)}) {
            assertEquals(1, escaped.lines().count(), escaped);
            assertFalse(escaped.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029));
            assertTrue(escaped.startsWith("a\\u") && escaped.endsWith("b"), escaped);
        }
    }

    @Test
    void aLineFeedIsStillToBeSeen() {
        assertEquals("a\\u000ab", Escaped.value("a\nb"));
        assertEquals("a\\u000d\\u000ab c", Escaped.line("a\r\nb c"));
    }

    @Test
    void whatIsTooLongIsCut() {
        assertEquals("x".repeat(512), Escaped.value("x".repeat(512)));
        assertEquals("x".repeat(512) + "...", Escaped.value("x".repeat(513)));
        assertEquals("x".repeat(2048) + "...", Escaped.line("x".repeat(1_000_000)));
        assertEquals("\\u000a".repeat(512) + "...", Escaped.value("\n".repeat(1_000_000)));
    }

    @Test
    void anEmptyTextStaysEmpty() {
        assertEquals("", Escaped.value(""));
        assertEquals("", Escaped.line(""));
    }
}
