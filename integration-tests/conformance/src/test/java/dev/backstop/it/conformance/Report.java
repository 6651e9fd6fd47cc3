/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.conformance;

import java.util.List;

/** The comparisons as Markdown: the counts, then every test that differs, fails or is flaky, by name. */
final class Report {
    private final SuiteRun bare;
    private final List<Comparison> comparisons;
    private final StringBuilder text = new StringBuilder();

    Report(SuiteRun bare, List<Comparison> comparisons) {
        this.bare = bare;
        this.comparisons = comparisons;
        line("# Undertow's own servlet tests");
        line("");
        summary();
        bare();
        comparisons.forEach(this::differences);
    }

    private void summary() {
        line("| | tests | passed | failed | skipped | changed by design | broken | deployments guarded |");
        line("|---|---|---|---|---|---|---|---|");
        row(bare, "", "");
        for (Comparison comparison : comparisons) {
            row(
                    comparison.guarded(),
                    " " + comparison.changedByDesign().size(),
                    " " + comparison.broken().size());
        }
        line("");
    }

    private void row(SuiteRun run, String changed, String broken) {
        line("| %s | %d | %d | %d | %d |%s |%s | %d |"
                .formatted(
                        run.name(),
                        run.results().size(),
                        run.count(Result.PASSED) + run.count(Result.FLAKY),
                        run.count(Result.FAILED),
                        run.count(Result.SKIPPED),
                        changed,
                        broken,
                        run.deployments()));
    }

    private void bare() {
        line("## " + bare.name());
        line("");
        list("Fails", bare.tests(Result.FAILED));
        list("Flaky: failed, and passed when it was run again", bare.tests(Result.FLAKY));
        list("Skipped", bare.tests(Result.SKIPPED));
    }

    private void differences(Comparison comparison) {
        line("## " + comparison.guarded().name() + ", beside " + bare.name());
        line("");
        list("**Broken**: passes without the filter only", comparison.broken());
        for (String test : comparison.changedByDesign()) {
            line("- `" + test + "`: by design, it " + comparison.byDesign().get(test));
        }
        list("Listed in vain", comparison.listedInVain());
        list("Passes with the filter only", comparison.gained());
        list(
                "Flaky: failed, and passed when it was run again",
                comparison.guarded().tests(Result.FLAKY));
        line("");
        line("The filter answered " + comparison.guarded().incidents() + " incidents in this run.");
        line("");
    }

    private void list(String what, List<String> tests) {
        for (String test : tests) {
            line("- `" + test + "`: " + what);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
