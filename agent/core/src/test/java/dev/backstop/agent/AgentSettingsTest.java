/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AgentSettingsTest {
    private final Properties before = (Properties) System.getProperties().clone();

    @BeforeEach
    void withoutAny() {
        for (AgentSetting setting : AgentSetting.values()) {
            System.clearProperty(setting.key());
        }
    }

    @AfterEach
    void asBefore() {
        System.setProperties(before);
    }

    @Test
    void everythingIsOnWithoutSettings() {
        AgentSettings settings = AgentSettings.read("");

        assertEquals(List.of(), settings.errors());
        assertTrue(settings.isOn(AgentSetting.ENABLED));
        assertTrue(settings.isOn(AgentSetting.FILTER));
        assertTrue(settings.isOn(AgentSetting.THREADS));
        assertTrue(settings.isOn(AgentSetting.EXIT));
        assertEquals(List.of(), settings.words(AgentSetting.FILTER_EXCLUDE));
        assertEquals(Duration.ofSeconds(5), settings.duration(AgentSetting.EXIT_WAIT));
    }

    @Test
    void argumentsAreSystemPropertiesWithoutTheirPrefix() {
        AgentSettings settings =
                AgentSettings.read("agent.filter=off,exceptions.status=501,agent.exit.wait=1500ms,deadline=off");

        assertEquals(List.of(), settings.errors());
        assertFalse(settings.isOn(AgentSetting.FILTER));
        assertEquals(Duration.ofMillis(1500), settings.duration(AgentSetting.EXIT_WAIT));
        assertEquals("501", System.getProperty("backstop.exceptions.status"));
        assertEquals("off", System.getProperty("backstop.deadline"));
    }

    /** A comma also separates the values of one setting, and those may have an equals sign. */
    @Test
    void listsAreKeptTogether() {
        AgentSettings settings =
                AgentSettings.read("agent.filter.exclude=/,/admin, /metrics,deadline.paths=/a=5s,/b=9s,retry-after=7s");

        assertEquals(List.of(), settings.errors());
        assertEquals(List.of("/", "/admin", "/metrics"), settings.words(AgentSetting.FILTER_EXCLUDE));
        assertEquals("/a=5s,/b=9s", System.getProperty("backstop.deadline.paths"));
        assertEquals("7s", System.getProperty("backstop.retry-after"));
    }

    @Test
    void systemPropertyGoesBeforeAnArgument() {
        System.setProperty(AgentSetting.FILTER.key(), "on");

        assertTrue(AgentSettings.read("agent.filter=off").isOn(AgentSetting.FILTER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "=", "nonsense,agent.filter=on"})
    void whatIsNoArgumentIsTold(String arguments) {
        List<String> errors = AgentSettings.read(arguments).errors();

        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).contains("name=value"), errors::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENABLED", "FILTER", "ERRORS", "THREADS", "EXIT"})
    void switchThatIsNeitherIsToldAndStaysOn(AgentSetting setting) {
        System.setProperty(setting.key(), "maybe");
        AgentSettings settings = AgentSettings.read("");

        assertTrue(settings.isOn(setting));
        assertEquals(
                List.of(setting.key() + " = 'maybe' is neither on nor off; the default is used: 'on'"),
                settings.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"61s", "-1s", "5", "soon", "5m"})
    void timeThatIsNoneIsToldAndTheDefaultUsed(String value) {
        System.setProperty(AgentSetting.EXIT_WAIT.key(), value);
        AgentSettings settings = AgentSettings.read("");

        assertEquals(Duration.ofSeconds(5), settings.duration(AgentSetting.EXIT_WAIT));
        assertEquals(1, settings.errors().size());
    }

    @Test
    void unknownNameIsTold() {
        System.setProperty("backstop.agent.fliter", "off");

        assertEquals(
                List.of("unknown setting backstop.agent.fliter"),
                AgentSettings.read("").errors());
    }
}
