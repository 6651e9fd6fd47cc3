/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report as Markdown: counts first, then what is not clean and why, then every cell. */
final class ReportText {

    private final List<Cell> cells;
    private final StringBuilder text = new StringBuilder();

    ReportText(List<Cell> cells) {
        this.cells = cells;
        summary();
        exceptions();
        rows();
        for (Container container : Container.values()) {
            if (cells.stream().anyMatch(cell -> cell.container() == container)) {
                faults(container);
                pages(container);
            }
        }
    }

    private void summary() {
        line("# Fault matrix");
        line("");
        Tally bare = Tally.of(cells, Guarding.BARE, Cell.Kind.FAULT);
        for (Guarding guarding : List.of(Guarding.GUARDED, Guarding.AGENT)) {
            Tally guarded = Tally.of(cells, guarding, Cell.Kind.FAULT);
            line(
                    "Faults, %s: %d of %d answered clean, %d visibly broken off because bytes had left, %d listed below, %d bad."
                            .formatted(
                                    guarding.label(),
                                    guarded.clean(),
                                    guarded.cells(),
                                    guarded.brokenOff(),
                                    guarded.listed(),
                                    guarded.bad()));
        }
        line("Faults, bare: %d of %d answered clean, %d visibly broken off, %d bad."
                .formatted(bare.clean(), bare.cells(), bare.brokenOff(), bare.listed() + bare.bad()));
        for (Guarding guarding : List.of(Guarding.GUARDED, Guarding.AGENT)) {
            Tally pages = Tally.of(cells, guarding, Cell.Kind.PAGE);
            line("Pages, %s: %d of %d the same as bare, %d changed."
                    .formatted(guarding.label(), pages.clean(), pages.cells(), pages.listed() + pages.bad()));
        }
        line("");
        line(
                "| container | cells | guarded clean | broken off | listed | bad | bare clean | bare broken off | pages same |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (Container container : Container.values()) {
            List<Cell> own =
                    cells.stream().filter(cell -> cell.container() == container).toList();
            Tally with = Tally.of(own, Guarding.GUARDED, Cell.Kind.FAULT);
            Tally without = Tally.of(own, Guarding.BARE, Cell.Kind.FAULT);
            Tally same = Tally.of(own, Guarding.GUARDED, Cell.Kind.PAGE);
            line("| %s | %d | %d | %d | %d | %d | %d | %d | %d of %d |"
                    .formatted(
                            container.label(),
                            with.cells(),
                            with.clean(),
                            with.brokenOff(),
                            with.listed(),
                            with.bad(),
                            without.clean(),
                            without.brokenOff(),
                            same.clean(),
                            same.cells()));
        }
        line("");
    }

    private void exceptions() {
        line("## Not clean");
        line("");
        List<Cell> exceptions = cells.stream()
                .filter(cell -> cell.guarding() != Guarding.BARE && !cell.isGood())
                .toList();
        for (Cell cell : exceptions) {
            line("- %s %s %s %s: %s. %s"
                    .formatted(
                            cell.container().label(),
                            cell.guarding().label(),
                            cell.route().label(),
                            cell.row(),
                            cell.judgement().verdict().label(),
                            cell.exemption().isEmpty()
                                    ? "**Bad**: "
                                            + String.join("; ", cell.judgement().reasons())
                                    : "Listed: " + cell.exemption() + '.'));
        }
        line(exceptions.isEmpty() ? "Nothing.\n" : "");
    }

    private void rows() {
        line("## Rows");
        line("");
        for (FaultCase fault : FaultCase.all(Guarding.AGENT)) {
            line("- " + fault.name() + ": " + fault.sentence());
        }
        line("");
    }

    private void faults(Container container) {
        line("## " + container.label() + ": faults, bare → guarded, by the agent");
        line("");
        table(
                container,
                Cell.Kind.FAULT,
                labels -> labels.get(Guarding.BARE) + " → " + bold(labels.getOrDefault(Guarding.GUARDED, "-")) + ", "
                        + bold(labels.getOrDefault(Guarding.AGENT, "-")));
    }

    private void pages(Container container) {
        line("## " + container.label() + ": pages, guarded, by the agent");
        line("");
        table(container, Cell.Kind.PAGE, labels -> labels.get(Guarding.GUARDED) + ", " + labels.get(Guarding.AGENT));
    }

    private static String bold(String label) {
        return label.equals("clean") ? "**clean**" : label;
    }

    private void table(Container container, Cell.Kind kind, Function<Map<Guarding, String>, String> show) {
        List<Cell> own = cells.stream()
                .filter(cell -> cell.container() == container && cell.kind() == kind)
                .toList();
        Set<String> rows = own.stream().map(Cell::row).collect(Collectors.toCollection(LinkedHashSet::new));
        line("| |" + Arrays.stream(Route.values()).map(Route::label).collect(Collectors.joining(" | ", " ", " |")));
        line("|---|" + "---|".repeat(Route.values().length));
        for (String row : rows) {
            line("| " + row + " | "
                    + Arrays.stream(Route.values())
                            .map(route -> show.apply(labels(own, row, route)))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        line("");
    }

    private static Map<Guarding, String> labels(List<Cell> cells, String row, Route route) {
        Map<Guarding, String> labels = new EnumMap<>(Guarding.class);
        for (Guarding guarding : Guarding.values()) {
            labels.put(guarding, label(cells, row, route, guarding));
        }
        return labels;
    }

    private static String label(List<Cell> cells, String row, Route route, Guarding guarding) {
        return cells.stream()
                .filter(cell -> cell.row().equals(row) && cell.route() == route && cell.guarding() == guarding)
                .map(cell -> cell.judgement().verdict().label())
                .findFirst()
                .orElse("-");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
