/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.util.Arrays;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import static java.util.Locale.ROOT;

/** The report's text. One per report. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    void heading(String heading) {
        text.append(text.isEmpty() ? "# " : "## ").append(heading).append("\n\n");
    }

    void paragraph(String sentences) {
        text.append(sentences).append("\n\n");
    }

    void item(String sentence) {
        text.append("- ").append(sentence).append('\n');
    }

    void verdicts(Iterable<Verdict> verdicts) {
        row("bar", "measured", "");
        row("---", "---", "---");
        for (Verdict verdict : verdicts) {
            row(verdict.bar(), verdict.measured(), verdict.isMet() ? "met" : "**not met**");
        }
        text.append('\n');
    }

    /** A line for each page, a column for each variant. */
    void variants(String title, Set<Page> pages, BiFunction<Page, Variant, String> cell) {
        row(title, columns(Variant::label));
        row("---", columns(variant -> "---:"));
        for (Page page : pages) {
            row(page.sentence(), columns(variant -> cell.apply(page, variant)));
        }
        text.append('\n');
    }

    void operations(Iterable<Operation> operations) {
        row("operation", "threads", "processor time, ns", "time on the clock, ns", "bytes");
        row("---", "---:", "---:", "---:", "---:");
        for (Operation operation : operations) {
            row(
                    operation.sentence(),
                    String.valueOf(operation.threads()),
                    nanos(operation.cpuNanos()),
                    nanos(operation.nanos()),
                    String.format(ROOT, "%.0f", operation.bytes().median()));
        }
        text.append('\n');
    }

    private static String columns(Function<Variant, String> cell) {
        return Arrays.stream(Variant.values()).map(cell).collect(Collectors.joining(" | "));
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Such as {@code 1.004 (0.981-1.020)}. */
    static String ratio(Spread ratio) {
        return String.format(ROOT, "%.3f (%.3f-%.3f)", ratio.median(), ratio.lowQuartile(), ratio.highQuartile());
    }

    /** Such as {@code 28 (26-31)}. */
    static String nanos(Spread nanos) {
        return String.format(ROOT, "%.0f (%.0f-%.0f)", nanos.median(), nanos.lowQuartile(), nanos.highQuartile());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
