/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.conformance;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which difference between two runs counts as what. */
class ComparisonTest {
    private static final Map<String, String> NOTHING = Map.of();

    private static SuiteRun run(Map<String, Result> results) {
        return new SuiteRun("run", results, 0, 0);
    }

    private static Comparison compare(Result bare, Result guarded, Map<String, String> byDesign) {
        return new Comparison(run(Map.of("A.a", bare)), run(Map.of("A.a", guarded)), byDesign);
    }

    @Test
    void aTestThatFailsOnlyWithTheFilterIsBroken() {
        assertEquals(
                List.of("A.a"), compare(Result.PASSED, Result.FAILED, NOTHING).broken());
    }

    @Test
    void aTestThatIsSkippedOnlyWithTheFilterIsBroken() {
        assertEquals(
                List.of("A.a"), compare(Result.PASSED, Result.SKIPPED, NOTHING).broken());
    }

    @Test
    void aTestThatDoesNotComeUpWithTheFilterIsBroken() {
        Comparison comparison = new Comparison(run(Map.of("A.a", Result.PASSED)), run(Map.of()), NOTHING);

        assertEquals(List.of("A.a"), comparison.broken());
    }

    @Test
    void aTestThatPassesOnlyBareBecauseItIsFlakyThereIsBroken() {
        assertEquals(
                List.of("A.a"), compare(Result.FLAKY, Result.FAILED, NOTHING).broken());
    }

    @Test
    void aTestThatPassesWhenItIsRunAgainIsNotBroken() {
        assertEquals(List.of(), compare(Result.PASSED, Result.FLAKY, NOTHING).broken());
    }

    @Test
    void aTestThatFailsBareTooIsNotBroken() {
        assertEquals(List.of(), compare(Result.FAILED, Result.FAILED, NOTHING).broken());
    }

    @Test
    void aListedTestIsChangedByDesignAndNotBroken() {
        Comparison comparison = compare(Result.PASSED, Result.FAILED, Map.of("A.a", "reason"));

        assertEquals(List.of(), comparison.broken());
        assertEquals(List.of("A.a"), comparison.changedByDesign());
        assertEquals(List.of(), comparison.listedInVain());
    }

    @Test
    void aListedTestThatPassesIsListedInVain() {
        assertEquals(
                List.of("A.a"),
                compare(Result.PASSED, Result.PASSED, Map.of("A.a", "reason")).listedInVain());
    }

    @Test
    void aTestThatPassesOnlyWithTheFilterIsGained() {
        assertEquals(
                List.of("A.a"), compare(Result.FAILED, Result.PASSED, NOTHING).gained());
    }

    @Test
    void theReportNamesWhatIsBroken() {
        Comparison comparison = compare(Result.PASSED, Result.FAILED, NOTHING);

        String report = new Report(comparison.bare(), List.of(comparison)).toString();

        assertTrue(report.contains("- `A.a`: **Broken**"), report);
    }
}
