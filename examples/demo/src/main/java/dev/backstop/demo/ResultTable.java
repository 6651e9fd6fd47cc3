/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Client;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/** The comparisons as a table for a terminal. */
final class ResultTable {

    private static final int NAME = 16;
    private static final int CLIENT = 9;
    private static final int BARE_CELL = 60;
    private static final int GUARDED_CELL = 24;

    private final PrintStream out;
    private final boolean coloured;

    ResultTable(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    void head(String container, String proxy) {
        out.println(paint("1", container + " behind " + proxy));
        out.println();
        line("", "client", side -> paint("1", pad(side.title(), width(side))));
    }

    /** One line for each client, or one for both if both get the same. */
    void row(Comparison comparison) {
        String name = comparison.scenario().name();
        if (comparison.pairs().values().stream().allMatch(Pair::alike)) {
            line(name, "both", side -> cell(comparison, side, Client.VISITOR));
        } else {
            line(name, Client.VISITOR.id(), side -> cell(comparison, side, Client.VISITOR));
            line("", Client.API.id(), side -> cell(comparison, side, Client.API));
        }
    }

    void foot(List<Comparison> comparisons) {
        out.println();
        for (Side side : Side.values()) {
            out.println(pad(side.title() + ":", NAME + CLIENT) + Score.of(comparisons, side));
        }
        List<String> shortfalls =
                comparisons.stream().flatMap(c -> c.shortfalls().stream()).toList();
        if (!shortfalls.isEmpty()) {
            out.println();
            out.println(paint("31", "Not as promised:"));
            shortfalls.forEach(shortfall -> out.println("  " + shortfall));
        }
    }

    private void line(String name, String client, Function<Side, String> cell) {
        StringBuilder line = new StringBuilder(pad(name, NAME)).append(pad(client, CLIENT));
        for (Side side : Side.values()) {
            line.append(cell.apply(side));
        }
        out.println(line.toString().stripTrailing());
    }

    private String cell(Comparison comparison, Side side, Client client) {
        Exchange exchange = comparison.on(side).of(client);
        String colour = exchange.verdict().clean() ? "32" : exchange.verdict().brokenOffOnly() ? "33" : "31";
        return paint(colour, pad(exchange.summary(), width(side)));
    }

    private String paint(String colour, String text) {
        return coloured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }

    /** What is wrong needs more room than what is right. */
    private static int width(Side side) {
        return side == Side.BARE ? BARE_CELL : GUARDED_CELL;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(width - text.length(), 1));
    }
}
