/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What Surefire's reports say of a run. */
class SuiteRunTest {
    private static final String REPORT = """
            <testsuite>
              <testcase classname="io.undertow.servlet.test.A" name="passes"/>
              <testcase classname="io.undertow.servlet.test.A" name="fails"><failure>no</failure><rerunFailure/></testcase>
              <testcase classname="io.undertow.servlet.test.A" name="dies"><error>no</error></testcase>
              <testcase classname="io.undertow.servlet.test.A" name="wavers"><flakyFailure>no</flakyFailure></testcase>
              <testcase classname="io.undertow.servlet.test.A" name="rests"><skipped/></testcase>
              <testcase classname="io.undertow.servlet.test.B" name="twice"/>
              <testcase classname="io.undertow.servlet.test.B" name="twice"><failure>no</failure></testcase>
            </testsuite>
            """;

    @TempDir
    Path directory;

    @Test
    void tellsWhatBecameOfEachTestAndTheWorstOfThoseThatHaveOneName() throws IOException {
        Files.writeString(directory.resolve("TEST-A.xml"), REPORT);

        assertEquals(
                Map.of(
                        "A.passes", Result.PASSED,
                        "A.fails", Result.FAILED,
                        "A.dies", Result.FAILED,
                        "A.wavers", Result.FLAKY,
                        "A.rests", Result.SKIPPED,
                        "B.twice", Result.FAILED),
                SuiteRun.read(directory).results());
    }

    @Test
    void countsTheDeploymentsAndIncidentsOfTheLog() throws IOException {
        Files.writeString(directory.resolve("A-output.txt"), """
                [main] INFO dev.backstop.filter.BackstopFilter - Backstop is on, with all settings at their defaults
                [main] INFO dev.backstop.filter.BackstopFilter - Backstop is on, with backstop.deadline=1s
                [main] WARN dev.backstop.incident - incident id=1 fault=uncaught-exception
                """);

        SuiteRun run = SuiteRun.read(directory);

        assertEquals(2, run.deployments());
        assertEquals(1, run.incidents());
    }
}
