/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Client;
import dev.backstop.shop.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One scenario on every side. */
record Comparison(Scenario scenario, Map<Side, Pair> pairs) {

    Comparison {
        pairs = Map.copyOf(pairs);
    }

    Pair on(Side side) {
        return Objects.requireNonNull(pairs.get(side), side.title());
    }

    /** What the guarded sides owe to Backstop's promise for this scenario, a sentence each; empty if it is kept. */
    List<String> shortfalls() {
        List<String> shortfalls = new ArrayList<>();
        for (Side side : Side.GUARDED) {
            for (Client client : Client.values()) {
                shortfalls(on(Side.BARE).of(client), on(side).of(client))
                        .forEach(shortfall -> shortfalls.add(
                                scenario.name() + " " + side.title() + ", " + client.id() + ": " + shortfall));
            }
        }
        return shortfalls;
    }

    private List<String> shortfalls(Exchange without, Exchange with) {
        return switch (scenario.promise()) {
            case ANSWERED -> CleanAnswer.shortfalls(scenario, with);
            case BROKEN_OFF ->
                with.verdict().brokenOffOnly()
                        ? List.of()
                        : List.of("expected to be broken off visibly, got: " + with.summary());
            case UNTOUCHED -> Untouched.shortfalls(scenario, without, with);
        };
    }
}
