/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Holds the runs of Undertow's tests with the filter against the one without, and writes {@code target/conformance.md}. The runs come
 * before it, in executions of their own; see the pom.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {
    /** As many tests as Undertow 2.3.26 has: fewer were not the whole suite. */
    private static final int TESTS = 384;

    private static final Path TARGET = Path.of(System.getProperty("conformance.target"));

    private SuiteRun bare;
    private List<Comparison> comparisons;

    @BeforeAll
    void compare() throws IOException {
        bare = read("bare");
        comparisons = List.of(
                new Comparison(bare, read("defaults"), ByDesign.REASONS),
                new Comparison(bare, read("everything-on"), ByDesign.REASONS));
        String report = new Report(bare, comparisons).toString();
        Files.writeString(TARGET.resolve("conformance.md"), report);
        System.out.println(report);
    }

    private static SuiteRun read(String run) throws IOException {
        return SuiteRun.read(TARGET.resolve("conformance").resolve(run));
    }

    Stream<Comparison> comparisons() {
        return comparisons.stream();
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void noTestPassesWithoutTheFilterOnly(Comparison comparison) {
        assertEquals(List.of(), comparison.broken());
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void nothingIsListedByDesignThatPasses(Comparison comparison) {
        assertEquals(List.of(), comparison.listedInVain());
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void theWholeSuiteRanWithTheFilterInFront(Comparison comparison) {
        SuiteRun guarded = comparison.guarded();

        assertEquals(TESTS, guarded.results().size());
        assertTrue(guarded.deployments() > TESTS / 4, guarded.deployments() + " deployments");
    }

    @Test
    void theWholeSuiteRanWithoutIt() {
        assertEquals(TESTS, bare.results().size());
        assertEquals(0, bare.deployments());
    }
}
