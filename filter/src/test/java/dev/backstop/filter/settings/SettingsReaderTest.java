/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.settings;

import dev.backstop.filter.settings.SettingsReader.Reading;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SettingsReaderTest {

    /** What a setting is by default, and what it is when it is set to something else. */
    private record Expected(Object byDefault, String text, Object value) {}

    /** Every setting there is: one that is added without a line here fails. */
    private static final Map<Setting, Expected> EXPECTED = new EnumMap<>(Map.ofEntries(
            Map.entry(Setting.ENABLED, new Expected(true, "false", false)),
            Map.entry(Setting.INSTALL, new Expected(true, "false", false)),
            Map.entry(Setting.EXCLUDE, new Expected(List.of(), "/health, *.png", List.of("/health", "*.png"))),
            Map.entry(Setting.EXCEPTIONS_STATUS, new Expected(500L, "503", 503L)),
            Map.entry(Setting.EXCEPTIONS_OUT_OF_MEMORY_STATUS, new Expected(503L, "500", 500L)),
            Map.entry(Setting.DATABASE, new Expected(true, "false", false)),
            Map.entry(Setting.DATABASE_TIMEOUT_STATUS, new Expected(503L, "504", 504L)),
            Map.entry(Setting.RETRY_AFTER, new Expected(Duration.ofSeconds(10), "2m", Duration.ofMinutes(2))),
            Map.entry(Setting.ERROR_PAGES, new Expected(true, "false", false)),
            Map.entry(Setting.ERROR_PAGES_NO_STORE, new Expected(true, "false", false)),
            Map.entry(Setting.REPORTED_ERRORS, new Expected(true, "false", false)),
            Map.entry(Setting.REPORTED_ERRORS_MESSAGE, new Expected(false, "true", true)),
            Map.entry(
                    Setting.KEPT_HEADERS,
                    new Expected(List.of(), "X-Tenant,Server-Timing", List.of("X-Tenant", "Server-Timing"))),
            Map.entry(Setting.BUFFER_SIZE, new Expected(32L << 10, "64k", 64L << 10)),
            Map.entry(Setting.HOLD_SIZE, new Expected(32L << 10, "0", 0L)),
            Map.entry(Setting.HOLD_TIME, new Expected(Duration.ofMillis(200), "PT1S", Duration.ofSeconds(1))),
            Map.entry(Setting.HOLD_EXCLUDE, new Expected(List.of(), "/events/*", List.of("/events/*"))),
            Map.entry(Setting.BREAK_OFF, new Expected(true, "false", false)),
            Map.entry(Setting.UNREAD_BODY_SIZE, new Expected(2L << 20, "1M", 1L << 20)),
            Map.entry(Setting.UNREAD_BODY_TIME, new Expected(Duration.ofSeconds(2), "500ms", Duration.ofMillis(500))),
            Map.entry(Setting.ASYNC, new Expected(true, "false", false)),
            Map.entry(Setting.DEADLINE, new Expected(Duration.ofSeconds(50), "0s", Duration.ZERO)),
            Map.entry(
                    Setting.DEADLINE_PATHS,
                    new Expected(
                            Map.of(),
                            "/report/*=5m, /poll=off",
                            Map.of("/report/*", Duration.ofMinutes(5), "/poll", Duration.ZERO))),
            Map.entry(
                    Setting.DEADLINE_HEADERS,
                    new Expected(List.of(), "grpc-timeout,X-Wait-Ms", List.of("grpc-timeout", "X-Wait-Ms"))),
            Map.entry(Setting.DEADLINE_INTERRUPT, new Expected(false, "true", true)),
            Map.entry(Setting.INTEGRITY, new Expected("enforce", "Report", "report")),
            Map.entry(Setting.INTEGRITY_INVALID_HEADERS, new Expected("clean", "refuse", "refuse")),
            Map.entry(Setting.HEADER_BLOCK_SOFT_LIMIT, new Expected(3L << 10, "4k", 4L << 10)),
            Map.entry(Setting.HEADER_BLOCK_HARD_LIMIT, new Expected(0L, "16k", 16L << 10)),
            Map.entry(Setting.PROXY, new Expected("none", "NGINX", "nginx")),
            Map.entry(Setting.PROXY_LIMITS, new Expected("report", "off", "off")),
            Map.entry(Setting.LOG_LIMIT, new Expected(10L, "1000", 1000L)),
            Map.entry(Setting.LOG_STACK_TRACES, new Expected(true, "false", false))));

    @Test
    void everySettingIsTested() {
        assertEquals(EnumSet.allOf(Setting.class), EXPECTED.keySet());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aSettingHasItsDefault(Setting setting) {
        Expected expected = expected(setting);

        assertEquals(expected.byDefault, value(Settings.defaults(), setting));
        assertEquals(
                expected.byDefault, value(read(Map.of(), Map.of(), Map.of()).settings(), setting));
        assertFalse(Settings.defaults().isGiven(setting));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aSettingIsReadFromASystemProperty(Setting setting) {
        assertIsSet(setting, read(Map.of(setting.key(), expected(setting).text), Map.of(), Map.of()));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aSettingIsReadFromAnEnvironmentVariable(Setting setting) {
        assertIsSet(setting, read(Map.of(), Map.of(setting.variable(), expected(setting).text), Map.of()));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aSettingIsReadFromAnInitParam(Setting setting) {
        assertIsSet(setting, read(Map.of(), Map.of(), Map.of(setting.key(), expected(setting).text)));
    }

    private static void assertIsSet(Setting setting, Reading reading) {
        Expected expected = expected(setting);
        assertNotEquals(expected.byDefault, expected.value, "the test has to use another value than the default");
        assertEquals(List.of(), reading.errors());
        assertEquals(List.of(), reading.warnings());
        assertEquals(expected.value, value(reading.settings(), setting));
        assertTrue(reading.settings().isGiven(setting));
        EnumSet.complementOf(EnumSet.of(setting))
                .forEach(other -> assertEquals(expected(other).byDefault, value(reading.settings(), other)));
    }

    @Test
    void aSystemPropertyGoesOverAVariableOverAnInitParam() {
        Map<String, String> properties = Map.of("backstop.log.limit", "1");
        Map<String, String> environment = Map.of("BACKSTOP_LOG_LIMIT", "2");
        Map<String, String> parameters = Map.of("backstop.log.limit", "3");

        assertEquals(1, limit(read(properties, environment, parameters)));
        assertEquals(1, limit(read(properties, Map.of(), parameters)));
        assertEquals(2, limit(read(Map.of(), environment, parameters)));
        assertEquals(3, limit(read(Map.of(), Map.of(), parameters)));
    }

    /** The default is what is used, and not what a weaker source says: whoever set the bad value did not want that one. */
    @Test
    void aBadValueGivesTheDefaultAndNotTheNextSource() {
        Reading reading = read(Map.of("backstop.log.limit", "many"), Map.of(), Map.of("backstop.log.limit", "3"));

        assertEquals(10, limit(reading));
        assertEquals(1, reading.errors().size());
    }

    private static int limit(Reading reading) {
        return reading.settings().number(Setting.LOG_LIMIT);
    }

    @Test
    void spacesAroundAValueDoNotMatter() {
        Reading reading =
                read(Map.of(), Map.of(), Map.of("backstop.log.limit", " 7\n", "backstop.enabled", "\tFALSE "));

        assertEquals(List.of(), reading.errors());
        assertEquals(7, limit(reading));
        assertFalse(reading.settings().isOn(Setting.ENABLED));
    }

    @Test
    void aVariableHasTheNameOfTheKeyInCapitals() {
        assertEquals("BACKSTOP_ENABLED", Setting.ENABLED.variable());
        assertEquals("BACKSTOP_HOLD_TIME", Setting.HOLD_TIME.variable());
        assertEquals("BACKSTOP_EXCEPTIONS_OUT_OF_MEMORY_STATUS", Setting.EXCEPTIONS_OUT_OF_MEMORY_STATUS.variable());
        assertEquals(
                Setting.values().length,
                Arrays.stream(Setting.values())
                        .map(Setting::variable)
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aSettingIsNamedAndDescribed(Setting setting) {
        assertTrue(setting.key().matches("backstop(\\.[a-z]+(-[a-z]+)*)+"), setting.key());
        assertTrue(setting.sentence().endsWith("."), setting.sentence());
        assertFalse(setting.syntax().isBlank());
    }

    @Test
    void anUnknownPropertyIsToldWithTheNearestName() {
        assertEquals(
                List.of("unknown system property 'backstop.hold.tiem'; did you mean 'backstop.hold.time'?"),
                read(Map.of("backstop.hold.tiem", "1s"), Map.of(), Map.of()).warnings());
        assertEquals(
                List.of("unknown system property 'backstop.retryAfter'; did you mean 'backstop.retry-after'?"),
                read(Map.of("backstop.retryAfter", "1s"), Map.of(), Map.of()).warnings());
    }

    @Test
    void anUnknownVariableIsToldWithTheNearestName() {
        assertEquals(
                List.of(
                        "unknown environment variable 'BACKSTOP_BUFFERSIZE'; did you mean 'BACKSTOP_BUFFER_SIZE'?",
                        "unknown environment variable 'BACKSTOP_LOG_LIMITS'; did you mean 'BACKSTOP_LOG_LIMIT'?"),
                read(Map.of(), Map.of("BACKSTOP_LOG_LIMITS", "1", "BACKSTOP_BUFFERSIZE", "1"), Map.of())
                        .warnings());
    }

    /** Whatever stands on the filter itself is meant for it, so the prefix may be what was forgotten. */
    @Test
    void anUnknownInitParamIsToldWithOrWithoutThePrefix() {
        assertEquals(
                List.of("unknown init-param 'retry-after'; did you mean 'backstop.retry-after'?"),
                read(Map.of(), Map.of(), Map.of("retry-after", "1s")).warnings());
    }

    @Test
    void aNameThatIsNotBackstopsIsNobodysBusiness() {
        Reading reading = read(
                Map.of("java.home", "/", "backstopped", "x", "user.backstop.hold", "y"),
                Map.of("PATH", "/bin", "BACKSTOPS", "x", "backstop_hold", "y"),
                Map.of());

        assertEquals(List.of(), reading.warnings());
        assertEquals(List.of(), reading.errors());
    }

    @Test
    void anUnknownNameIsShownShortAndOnOneLine() {
        Reading reading = read(Map.of("backstop.\r\nERROR forged " + "x".repeat(1000), ""), Map.of(), Map.of());

        String warning = reading.warnings().get(0);
        assertTrue(warning.startsWith("unknown system property 'backstop.??ERROR forged xxx"), warning);
        assertTrue(warning.length() < 250, warning);
    }

    @Test
    void allThatIsWrongIsToldTogether() {
        Reading reading = read(
                Map.of("backstop.log.limit", "-1", "backstop.nonsense", ""),
                Map.of("BACKSTOP_HOLD_TIME", "soon", "BACKSTOP_NONSENSE", ""),
                Map.of("backstop.break-off", "maybe", "backstop.exceptions.status", "404"));

        assertEquals(
                List.of(
                        "init-param backstop.exceptions.status = '404' is out of its range 500..599; it takes a whole"
                                + " number in 500..599. The default is used: '500'.",
                        "environment variable BACKSTOP_HOLD_TIME = 'soon' is not a duration such as 1500ms, 50s, 2m, 1h or"
                                + " PT0.2S; it takes a duration such as 1500ms, 50s, 2m, 1h or PT0.2S in 0ms..5s. The default"
                                + " is used: '200ms'.",
                        "init-param backstop.break-off = 'maybe' is not true or false; it takes true or false. The default"
                                + " is used: 'true'.",
                        "system property backstop.log.limit = '-1' is out of its range 0..100000; it takes a whole number"
                                + " in 0..100000. The default is used: '10'."),
                reading.errors());
        assertEquals(2, reading.warnings().size());
        assertEquals("", reading.settings().given());
    }

    @Test
    void whatIsGivenIsTold() {
        Reading reading = read(Map.of("backstop.buffer-size", "64k"), Map.of("BACKSTOP_HOLD_TIME", "0.5s"), Map.of());
        assertEquals("backstop.buffer-size=65536", reading.settings().given());

        assertEquals(
                "backstop.hold.time=PT0.5S",
                read(Map.of(), Map.of("BACKSTOP_HOLD_TIME", "500ms"), Map.of())
                        .settings()
                        .given());
        assertEquals(
                "backstop.enabled=true",
                read(Map.of("backstop.enabled", "true"), Map.of(), Map.of())
                        .settings()
                        .given());
        assertEquals("", Settings.defaults().given());
    }

    private static Reading read(
            Map<String, String> properties, Map<String, String> environment, Map<String, String> parameters) {
        return new SettingsReader(properties, environment, parameters).read();
    }

    private static Expected expected(Setting setting) {
        Expected expected = EXPECTED.get(setting);
        if (expected == null) {
            throw new AssertionError(setting + " is not tested: give it a line in EXPECTED");
        }
        return expected;
    }

    /** The value by the accessor that fits it. */
    private static Object value(Settings settings, Setting setting) {
        Object byDefault = expected(setting).byDefault;
        if (byDefault instanceof Boolean) {
            return settings.isOn(setting);
        }
        if (byDefault instanceof Duration) {
            return settings.duration(setting);
        }
        if (byDefault instanceof List) {
            return settings.words(setting);
        }
        if (byDefault instanceof Map) {
            return settings.durations(setting);
        }
        if (byDefault instanceof String) {
            return settings.choice(setting);
        }
        assertEquals(settings.bytes(setting), settings.number(setting));
        return settings.bytes(setting);
    }
}
