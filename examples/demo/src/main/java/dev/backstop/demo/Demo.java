/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.shop.Scenario;
import dev.backstop.shop.Shop;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The command: opens a stage, prints the table, serves the page until the process is ended. */
public final class Demo {

    private Demo() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Options options;
        try {
            options = Options.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.HELP);
            System.exit(2);
            return;
        }
        if (options.help()) {
            out.print(Options.HELP);
            return;
        }
        run(options, out);
    }

    private static void run(Options options, PrintStream out) throws Exception {
        Theatre theatre = new Theatre(options.nginx());
        Runtime.getRuntime().addShutdownHook(new Thread(theatre::close, "demo-end"));
        Stage stage;
        try {
            stage = theatre.stage(options.container());
        } catch (IOException e) {
            System.err.println("The demo cannot start: " + e.getMessage());
            System.exit(2);
            return;
        }
        boolean kept = printTable(options, theatre, stage, out);
        if (options.tableOnly()) {
            System.exit(kept ? 0 : 1);
        }
        PageServer page = new PageServer(theatre, options);
        out.println();
        out.println("Open " + page.url() + " in a browser. Ctrl+C ends the demo.");
        out.println("The containers' log: " + theatre.logFile());
    }

    private static boolean printTable(Options options, Theatre theatre, Stage stage, PrintStream out)
            throws IOException {
        ResultTable table = new ResultTable(out, options.coloured());
        table.head(options.container().title() + " " + options.container().version(), theatre.proxyTitle());
        List<Comparison> comparisons = new ArrayList<>();
        for (Scenario scenario : Shop.SCENARIOS) {
            Comparison comparison = stage.run(scenario);
            table.row(comparison);
            comparisons.add(comparison);
        }
        table.foot(comparisons);
        return comparisons.stream()
                .allMatch(comparison -> comparison.shortfalls().isEmpty());
    }
}
