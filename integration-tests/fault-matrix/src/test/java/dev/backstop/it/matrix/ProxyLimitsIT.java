/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.HeaderSweep.Block;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * An application that knows its proxy never sends more header fields than that takes, where the proxy has its stock limits. In
 * Undertow, which has none of its own.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ProxyLimitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<Route, Installation> installations = new EnumMap<>(Route.class);

    @AfterAll
    void end() {
        installations.values().forEach(Installation::close);
    }

    static Stream<HeaderSweep> sweeps() {
        return Stream.of(
                new HeaderSweep(Route.NGINX, "nginx", "one long field", 3500, 4200, 7, size -> new Block(1, size)),
                new HeaderSweep(Route.NGINX, "nginx", "many fields", 70, 100, 1, fields -> new Block(fields, 30)),
                new HeaderSweep(
                        Route.HAPROXY, "haproxy", "one long field", 14_000, 15_600, 20, size -> new Block(1, size)),
                new HeaderSweep(Route.HAPROXY, "haproxy", "long fields", 900, 1100, 3, size -> new Block(15, size)),
                new HeaderSweep(Route.HAPROXY, "haproxy", "90 fields", 135, 175, 1, size -> new Block(90, size)),
                new HeaderSweep(Route.HAPROXY, "haproxy", "many fields", 85, 110, 1, fields -> new Block(fields, 8)),
                new HeaderSweep(Route.HTTPD, "apache", "one long field", 7900, 8300, 5, size -> new Block(1, size)),
                new HeaderSweep(Route.VARNISH, "varnish", "one long field", 7900, 8300, 5, size -> new Block(1, size)),
                new HeaderSweep(Route.VARNISH, "varnish", "long fields", 1500, 1700, 3, size -> new Block(20, size)),
                new HeaderSweep(Route.VARNISH, "varnish", "many fields", 40, 70, 1, fields -> new Block(fields, 8)));
    }

    @ParameterizedTest
    @MethodSource("sweeps")
    void thePageArrivesOrACleanAnswerAndNeverTheProxysOwn(HeaderSweep sweep) throws Exception {
        RawClient client = installation(sweep.route(), sweep.proxy()).client(sweep.route(), PATIENCE);
        List<Integer> statuses = new ArrayList<>();
        for (Block block : sweep.blocks()) {
            FaultCase row = block.row();
            RawResponse response = client.exchangeAndProbe(row.request());
            Judgement judgement = new FaultJudge(Guarding.GUARDED).judge(row, response);
            assertEquals(Judgement.of(Verdict.CLEAN), judgement, () -> row.sentence() + ": " + response.summary());
            statuses.add(response.status());
        }

        assertEquals(List.of(200, 500), statuses.stream().distinct().toList(), () -> "statuses " + statuses);
    }

    @Test
    void theLogNamesTheThreeLargestFields() throws Exception {
        Installation installation = installation(Route.NGINX, "nginx");
        Block block = new Block(10, 1000);
        RawResponse response =
                installation.client(Route.NGINX, PATIENCE).exchange(block.row().request());

        assertEquals(500, response.status());
        String id = response.header("X-Incident-Id").orElse("");
        List<String> lines = installation.incidents().awaitAfter(0, line -> line.contains("id=" + id), 1, PATIENCE);
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).contains("largest: X-Policy-0 1012, X-Policy-1 1012, X-Policy-2 1012"), lines.get(0));
    }

    private Installation installation(Route route, String proxy) throws Exception {
        assumeTrue(route.isAvailable(), () -> route.label() + " is not installed");
        Installation started = installations.get(route);
        if (started == null) {
            started = Installation.start(new Setup(
                    Container.UNDERTOW,
                    Guarding.GUARDED,
                    "undertow-limits-" + proxy,
                    Map.of(
                            "backstop.proxy", proxy,
                            "backstop.proxy.limits", "enforce",
                            "backstop.log.limit", "100000"),
                    List.of(route),
                    ProxyLimits.STOCK));
            installations.put(route, started);
        }
        return started;
    }
}
