/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Client;
import dev.backstop.shop.Scenario;
import java.util.ArrayList;
import java.util.List;

/** One scenario on both sides. */
record Comparison(Scenario scenario, Pair bare, Pair guarded) {

    /** What the guarded side owes to Backstop's promise for this scenario, a sentence each; empty if it is kept. */
    List<String> shortfalls() {
        List<String> shortfalls = new ArrayList<>();
        check(Client.VISITOR, bare.visitor(), guarded.visitor(), shortfalls);
        check(Client.API, bare.api(), guarded.api(), shortfalls);
        return shortfalls;
    }

    private void check(Client client, Exchange without, Exchange with, List<String> shortfalls) {
        List<String> found = switch (scenario.promise()) {
            case ANSWERED -> CleanAnswer.shortfalls(scenario, with);
            case BROKEN_OFF ->
                with.verdict().brokenOffOnly()
                        ? List.of()
                        : List.of("expected to be broken off visibly, got: " + with.summary());
            case UNTOUCHED -> Untouched.shortfalls(scenario, without, with);
        };
        found.forEach(shortfall -> shortfalls.add(scenario.name() + ", " + client.id() + ": " + shortfall));
    }
}
