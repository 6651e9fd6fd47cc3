/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Finding;
import dev.backstop.demo.probe.Maker;
import dev.backstop.demo.probe.Reply;
import dev.backstop.shop.Promise;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The whole demo behind the embedded proxy: what the bare containers do, and that Backstop keeps its promises. */
class DemoIT {

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
                .flatMap(container -> Side.GUARDED.stream()
                        .map(side -> DynamicTest.dynamicTest(container.title() + " " + side.title(), () -> {
                            Comparison healthy = seen(container, "healthy");

                            Reply bare = healthy.on(Side.BARE).visitor().reply();
                            Reply guarded = healthy.on(side).visitor().reply();
                            assertEquals(200, guarded.status());
                            assertEquals(bare.comparableFields(), guarded.comparableFields());
                            assertEquals(bare.text(), guarded.text());
                        })));
    }

    @ParameterizedTest
    @EnumSource(names = "BARE", mode = Mode.EXCLUDE)
    void givesAnApiClientAProblemWithAnIncident(Side side) {
        Reply reply = seen(Container.JETTY, "exception").on(side).api().reply();

        JsonNode problem = new ObjectMapper().readTree(reply.text());
        assertEquals(500, problem.path("status").intValue());
        assertEquals(
                reply.field("X-Incident-Id").orElseThrow(),
                problem.path("incident").stringValue());
    }

    @ParameterizedTest
    @EnumSource(names = "BARE", mode = Mode.EXCLUDE)
    void noticesASideThatKeepsNoPromise(Side side) {
        for (Comparison comparison : requireNonNull(SEEN.get(Container.TOMCAT)).values()) {
            Map<Side, Pair> pairs = new EnumMap<>(comparison.pairs());
            pairs.put(side, comparison.on(Side.BARE));

            List<String> shortfalls = new Comparison(comparison.scenario(), pairs).shortfalls();

            // Only what is to stay as it is may be as without Backstop, and what a container breaks off by itself.
            boolean allowed = comparison.scenario().promise() == Promise.UNTOUCHED
                    || comparison.scenario().promise() == Promise.BROKEN_OFF;
            assertEquals(allowed, shortfalls.isEmpty(), comparison.scenario().name());
            assertTrue(shortfalls.stream().allMatch(shortfall -> shortfall.contains(side.title())));
        }
    }

    @Test
    void bareJettyLeaksTheFailedStatement() {
        Exchange bare = seen(Container.JETTY, "sql-error").on(Side.BARE).api();

        assertTrue(bare.verdict().has(Finding.Kind.LEAK));
        assertTrue(bare.reply().text().contains("card_number"));
    }

    @Test
    void bareTomcatLeavesAnOutOfMemoryErrorToTheProxy() {
        Exchange bare = seen(Container.TOMCAT, "out-of-memory").on(Side.BARE).visitor();

        assertEquals(Maker.PROXY, bare.verdict().maker());
        assertEquals(502, bare.reply().status());
    }

    @Test
    void bareUndertowEndsACutExportAsIfItWereComplete() {
        Exchange bare = seen(Container.UNDERTOW, "too-late").on(Side.BARE).api();

        assertTrue(bare.verdict().has(Finding.Kind.SILENT_CUT));
    }

    @Test
    void bareContainersLeaveAHangToTheProxy() {
        for (Container container : Container.values()) {
            Exchange bare = seen(container, "hang").on(Side.BARE).visitor();

            assertEquals(Maker.PROXY, bare.verdict().maker());
            assertEquals(504, bare.reply().status());
        }
    }

    private static Comparison seen(Container container, String scenario) {
        return requireNonNull(requireNonNull(SEEN.get(container)).get(scenario), scenario);
    }
}
