/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Client;
import java.io.PrintStream;
import java.util.List;

/** The comparisons as a table for a terminal. */
final class ResultTable {

    private static final int NAME = 16;
    private static final int CLIENT = 9;
    private static final int CELL = 58;

    private final PrintStream out;
    private final boolean coloured;

    ResultTable(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    void head(String container, String proxy) {
        out.println(paint("1", container + " behind " + proxy));
        out.println();
        out.println(
                paint("1", pad("", NAME) + pad("client", CLIENT) + pad("without Backstop", CELL) + "with Backstop"));
    }

    /** One line for each client, or one for both if both get the same. */
    void row(Comparison comparison) {
        Pair bare = comparison.bare();
        Pair guarded = comparison.guarded();
        String name = comparison.scenario().name();
        boolean same = bare.visitor().summary().equals(bare.api().summary())
                && guarded.visitor().summary().equals(guarded.api().summary());
        if (same) {
            line(name, "both", bare.visitor(), guarded.visitor());
        } else {
            line(name, Client.VISITOR.id(), bare.visitor(), guarded.visitor());
            line("", Client.API.id(), bare.api(), guarded.api());
        }
    }

    void foot(List<Comparison> comparisons) {
        out.println();
        out.println("without Backstop: " + Score.of(comparisons, Comparison::bare));
        out.println("with Backstop:    " + Score.of(comparisons, Comparison::guarded));
        List<String> shortfalls =
                comparisons.stream().flatMap(c -> c.shortfalls().stream()).toList();
        if (!shortfalls.isEmpty()) {
            out.println();
            out.println(paint("31", "Not as promised:"));
            shortfalls.forEach(shortfall -> out.println("  " + shortfall));
        }
    }

    private void line(String name, String client, Exchange bare, Exchange guarded) {
        out.println(pad(name, NAME) + pad(client, CLIENT) + cell(bare, CELL) + cell(guarded, 0));
    }

    private String cell(Exchange exchange, int width) {
        String colour = exchange.verdict().clean() ? "32" : exchange.verdict().brokenOffOnly() ? "33" : "31";
        return paint(colour, pad(exchange.summary(), width));
    }

    private String paint(String colour, String text) {
        return coloured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(width - text.length(), width == 0 ? 0 : 1));
    }
}
