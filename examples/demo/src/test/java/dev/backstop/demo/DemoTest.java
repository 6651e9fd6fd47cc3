/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Finding;
import dev.backstop.demo.probe.Maker;
import dev.backstop.demo.probe.Reply;
import dev.backstop.shop.Shop;
import dev.backstop.shop.origin.Container;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The whole demo behind the embedded proxy: what the bare containers do, and that Backstop keeps its promises. */
class DemoTest {

    private static final Map<Container, Map<String, Comparison>> SEEN = new EnumMap<>(Container.class);

    @BeforeAll
    static void runEverythingOnce() throws Exception {
        try (Theatre theatre = new Theatre(false)) {
            for (Container container : Container.values()) {
                Map<String, Comparison> comparisons = new LinkedHashMap<>();
                for (var scenario : Shop.SCENARIOS) {
                    comparisons.put(scenario.name(), theatre.stage(container).run(scenario));
                }
                SEEN.put(container, comparisons);
            }
        }
    }

    @AfterAll
    static void forget() {
        SEEN.clear();
    }

    @TestFactory
    Stream<DynamicTest> keepsItsPromise() {
        return SEEN.entrySet().stream()
                .flatMap(entry -> entry.getValue().values().stream()
                        .map(comparison -> DynamicTest.dynamicTest(
                                entry.getKey().title() + ", "
                                        + comparison.scenario().name(),
                                () -> assertEquals(List.of(), comparison.shortfalls()))));
    }

    @TestFactory
    Stream<DynamicTest> showsTheHealthyPageAlike() {
        return Stream.of(Container.values())
                .map(container -> DynamicTest.dynamicTest(container.title(), () -> {
                    Comparison healthy = seen(container, "healthy");

                    Reply bare = healthy.bare().visitor().reply();
                    Reply guarded = healthy.guarded().visitor().reply();
                    assertEquals(200, guarded.status());
                    assertEquals(bare.comparableFields(), guarded.comparableFields());
                    assertEquals(bare.text(), guarded.text());
                }));
    }

    @Test
    void givesAnApiClientAProblemWithAnIncident() {
        Exchange guarded = seen(Container.JETTY, "exception").guarded().api();

        JsonNode problem = new ObjectMapper().readTree(guarded.reply().text());
        assertEquals(500, problem.path("status").intValue());
        assertEquals(
                guarded.reply().field("X-Incident-Id").orElseThrow(),
                problem.path("incident").stringValue());
    }

    @Test
    void bareJettyLeaksTheFailedStatement() {
        Exchange bare = seen(Container.JETTY, "sql-error").bare().api();

        assertTrue(bare.verdict().has(Finding.Kind.LEAK));
        assertTrue(bare.reply().text().contains("card_number"));
    }

    @Test
    void bareTomcatLeavesAnOutOfMemoryErrorToTheProxy() {
        Exchange bare = seen(Container.TOMCAT, "out-of-memory").bare().visitor();

        assertEquals(Maker.PROXY, bare.verdict().maker());
        assertEquals(502, bare.reply().status());
    }

    @Test
    void bareUndertowEndsACutExportAsIfItWereComplete() {
        Exchange bare = seen(Container.UNDERTOW, "too-late").bare().api();

        assertTrue(bare.verdict().has(Finding.Kind.SILENT_CUT));
    }

    @Test
    void bareContainersLeaveAHangToTheProxy() {
        for (Container container : Container.values()) {
            Exchange bare = seen(container, "hang").bare().visitor();

            assertEquals(Maker.PROXY, bare.verdict().maker());
            assertEquals(504, bare.reply().status());
        }
    }

    private static Comparison seen(Container container, String scenario) {
        return requireNonNull(requireNonNull(SEEN.get(container)).get(scenario), scenario);
    }
}
