/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code target/fault-matrix.md} for people, {@code target/fault-matrix.json} for the test that holds the README against it, and
 * {@code target/fault-matrix.tsv} with every cell and why it is what it is.
 * Safe for use by many threads; written anew after each container, so that the last one to end leaves the whole.
 */
final class Report {

    private static final Queue<Cell> CELLS = new ConcurrentLinkedQueue<>();

    private Report() {}

    static void add(Cell cell) {
        CELLS.add(cell);
    }

    static synchronized void write() throws IOException {
        List<Cell> cells = new ArrayList<>(CELLS);
        Path target = Build.target();
        Files.writeString(target.resolve("fault-matrix.md"), new ReportText(cells).toString());
        Files.write(
                target.resolve("fault-matrix.tsv"),
                cells.stream().map(Report::line).toList());
        Files.writeString(
                target.resolve("fault-matrix.json"),
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(counts(cells)));
    }

    private static String line(Cell cell) {
        return String.join(
                "\t",
                cell.container().label(),
                cell.guarding().label(),
                cell.route().label(),
                cell.row(),
                cell.judgement().verdict().label(),
                String.join("; ", cell.judgement().reasons()).replaceAll("\\p{Cntrl}", "?"));
    }

    private static Map<String, Object> counts(List<Cell> cells) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("containers", cells.stream().map(Cell::container).distinct().count());
        counts.put("routes", cells.stream().map(Cell::route).distinct().count());
        counts.put("faultsGuarded", Tally.of(cells, Guarding.GUARDED, Cell.Kind.FAULT));
        counts.put("faultsBare", Tally.of(cells, Guarding.BARE, Cell.Kind.FAULT));
        counts.put("pagesGuarded", Tally.of(cells, Guarding.GUARDED, Cell.Kind.PAGE));
        counts.put("faultsAgent", Tally.of(cells, Guarding.AGENT, Cell.Kind.FAULT));
        counts.put("pagesAgent", Tally.of(cells, Guarding.AGENT, Cell.Kind.PAGE));
        return counts;
    }
}
