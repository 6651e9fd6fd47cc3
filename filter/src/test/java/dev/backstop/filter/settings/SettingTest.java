/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.settings;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** How a value is written, and what is refused. */
class SettingTest {

    @ParameterizedTest
    @CsvSource({
        "0ms, PT0S",
        "1ms, PT0.001S",
        "1500ms, PT1.5S",
        "5s, PT5S",
        "0s, PT0S",
        "0m, PT0S",
        "0h, PT0S",
        "PT0.2S, PT0.2S",
        "pt2s, PT2S",
        "PT0S, PT0S"
    })
    void aDurationIsWrittenWithAUnitOrAsIso8601(String text, Duration expected) {
        assertEquals(expected, Setting.HOLD_TIME.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"2m, PT2M", "1h, PT1H", "60m, PT1H", "PT1H, PT1H", "PT2M30S, PT2M30S", "3600000ms, PT1H"})
    void aDurationMayBeMinutesAndHours(String text, Duration expected) {
        assertEquals(expected, Setting.RETRY_AFTER.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "1k, 1024",
        "1K, 1024",
        "32k, 32768",
        "2m, 2097152",
        "2M, 2097152",
        "64M, 67108864",
        "67108864, 67108864",
        "0G, 0"
    })
    void aSizeIsWrittenInPowersOf1024(String text, long expected) {
        assertEquals(expected, Setting.UNREAD_BODY_SIZE.parse(text));
    }

    @Test
    void aListIsSeparatedByCommas() {
        assertEquals(List.of(), Setting.EXCLUDE.parse(""));
        assertEquals(List.of(), Setting.EXCLUDE.parse(" , ,"));
        assertEquals(List.of("/a", "/b/*", "*.c", "/*", "/"), Setting.EXCLUDE.parse(" /a ,/b/*,, *.c,/*,/"));
        assertEquals(List.of("X-A", "x!b"), Setting.KEPT_HEADERS.parse("X-A, x!b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EXCEPTIONS_STATUS               | 500    | 599
            EXCEPTIONS_OUT_OF_MEMORY_STATUS | 500    | 599
            DATABASE_TIMEOUT_STATUS         | 500    | 599
            RETRY_AFTER                     | 1s     | 1h
            BUFFER_SIZE                     | 0      | 1M
            HOLD_SIZE                       | 0      | 1M
            HOLD_TIME                       | 0ms    | 5s
            UNREAD_BODY_SIZE                | 0      | 64M
            UNREAD_BODY_TIME                | 0ms    | 60s
            LOG_LIMIT                       | 0      | 100000
            """)
    void aRangeIncludesItsEnds(Setting setting, String least, String most) {
        setting.parse(least);
        setting.parse(most);

        assertEquals(least + ".." + most, setting.range());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EXCEPTIONS_STATUS               | 499      | 600
            EXCEPTIONS_OUT_OF_MEMORY_STATUS | 499      | 600
            DATABASE_TIMEOUT_STATUS         | 499      | 600
            RETRY_AFTER                     | 999ms    | 3600001ms
            BUFFER_SIZE                     |          | 1048577
            HOLD_SIZE                       |          | 1048577
            HOLD_TIME                       | PT-0.001S| 5001ms
            UNREAD_BODY_SIZE                |          | 67108865
            UNREAD_BODY_TIME                | PT-1S    | 60001ms
            LOG_LIMIT                       | -1       | 100001
            """)
    void whatIsBeyondARangeIsRefused(Setting setting, String tooSmall, String tooLarge) {
        if (tooSmall != null) {
            assertRefused(setting, tooSmall, "is out of its range " + setting.range());
        }
        assertRefused(setting, tooLarge, "is out of its range " + setting.range());
    }

    static Stream<Setting> switches() {
        return Stream.of(
                Setting.ENABLED,
                Setting.INSTALL,
                Setting.DATABASE,
                Setting.ERROR_PAGES,
                Setting.ERROR_PAGES_NO_STORE,
                Setting.REPORTED_ERRORS,
                Setting.REPORTED_ERRORS_MESSAGE,
                Setting.BREAK_OFF,
                Setting.LOG_STACK_TRACES);
    }

    @ParameterizedTest
    @MethodSource("switches")
    void aSwitchIsTrueOrFalse(Setting setting) {
        assertEquals(true, setting.parse("True"));
        assertEquals(false, setting.parse("false"));
        for (String text : List.of("", "yes", "1", "on", "tru", "true false")) {
            assertRefused(setting, text, "is not true or false");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
            LOG_LIMIT        | ''                     | is not a whole number
            LOG_LIMIT        | ten                    | is not a whole number
            LOG_LIMIT        | 1.5                    | is not a whole number
            LOG_LIMIT        | 0x10                   | is not a whole number
            LOG_LIMIT        | 1 000                  | is not a whole number
            LOG_LIMIT        | 99999999999999999999   | is not a whole number
            LOG_LIMIT        | 9223372036854775807    | is out of its range 0..100000
            HOLD_SIZE        | ''                     | is not a size such as 0, 512, 32k or 2M (powers of 1024)
            HOLD_SIZE        | -1                     | is not a size such as 0, 512, 32k or 2M (powers of 1024)
            HOLD_SIZE        | 32kB                   | is not a size such as 0, 512, 32k or 2M (powers of 1024)
            HOLD_SIZE        | 32 k                   | is not a size such as 0, 512, 32k or 2M (powers of 1024)
            HOLD_SIZE        | 1.5M                   | is not a size such as 0, 512, 32k or 2M (powers of 1024)
            HOLD_SIZE        | k                      | is not a size such as 0, 512, 32k or 2M (powers of 1024)
            HOLD_SIZE        | 1T                     | is not a size such as 0, 512, 32k or 2M (powers of 1024)
            HOLD_SIZE        | 9999999999999999999    | is not a size such as 0, 512, 32k or 2M (powers of 1024)
            HOLD_SIZE        | 999999999999999G       | is too large
            HOLD_SIZE        | 999999999999999        | is out of its range 0..1M
            HOLD_TIME        | ''                     | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | 200                    | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | 200 ms                 | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | 200MS                  | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | 0.2s                   | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | -1s                    | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | 1d                     | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | 1s500ms                | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | P1M                    | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | PT99999999999999999999S | is not a duration such as 1500ms, 50s, 2m, 1h or PT0.2S
            HOLD_TIME        | 999999999999999h       | is out of its range 0ms..5s
            EXCLUDE          | health                 | has 'health', which starts with neither / nor *.
            EXCLUDE          | /a, b                  | has 'b', which starts with neither / nor *.
            EXCLUDE          | *                      | has '*', which starts with neither / nor *.
            HOLD_EXCLUDE     | http://x/a             | has 'http://x/a', which starts with neither / nor *.
            KEPT_HEADERS     | X A                    | has 'X A', which is no header name
            KEPT_HEADERS     | X-A:                   | has 'X-A:', which is no header name
            KEPT_HEADERS     | X-A, (b)               | has '(b)', which is no header name
            """)
    void whatIsNoValueIsRefused(Setting setting, String text, String message) {
        assertRefused(setting, text, message);
    }

    /** Nothing but a leading / or *. and a trailing /* has a meaning; what looks like a wildcard elsewhere would never match. */
    @ParameterizedTest
    @CsvSource({"/api*", "/*/edit", "/api/*.json", "*.tar.*", "/**"})
    void aPathWithAWildcardElsewhereIsRefused(String path) {
        assertRefused(
                Setting.EXCLUDE,
                path,
                "has '" + path + "', where * stands neither alone at the end (/*) nor first (*.)");
    }

    @Test
    void aHeaderNameWithALineFeedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Setting.KEPT_HEADERS.parse("X-A\r\nSet-Cookie"));
    }

    private static void assertRefused(Setting setting, String text, String message) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> setting.parse(text), setting + " = '" + text + "'");
        assertEquals(message, refused.getMessage());
    }
}
