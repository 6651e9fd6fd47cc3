/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.concurrency;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.NodeType;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.vm.CompileMode;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Races that nobody judges prove nothing. */
class VerdictTest {
    private static final String SCENARIO = "dev.backstop.filter.WriteAgainstDeadline";
    private static final Options OPTIONS = new Options(new String[] {"-spinStyle", "HARD"});

    private final TestConfig run = new TestConfig(
            OPTIONS,
            TestList.getInfo(SCENARIO),
            0,
            List.of(),
            CompileMode.UNIFIED,
            new SchedulingClass(AffinityMode.NONE, 2, NodeType.PACKAGE));

    @BeforeAll
    static void parse() throws IOException {
        assertTrue(OPTIONS.parse());
    }

    @Test
    void isGoodWhenAllCameOutAsItMay() {
        Verdict verdict = verdict(result("first, second", "refused, first"));

        assertTrue(verdict.isGood(), verdict::summary);
        assertTrue(verdict.report().contains("| WriteAgainstDeadline | first, second | 1 | written, then answered |"));
        assertTrue(verdict.report().contains("| WriteAgainstDeadline | first, gave way | 0 |"), "never seen");
    }

    @Test
    void isBadWhenASingleOneCameOutOtherwise() {
        Verdict verdict = verdict(result("first, second", "second, first"));

        assertFalse(verdict.isGood());
        assertTrue(verdict.summary().contains("\"second, first\" 1 times"), verdict::summary);
    }

    @Test
    void isBadWhenAScenarioDidNotRun() {
        Verdict verdict = new Verdict(List.of(run), List.of());

        assertFalse(verdict.isGood());
        assertTrue(verdict.summary().contains("WriteAgainstDeadline in [] did not run"), verdict::summary);
    }

    @Test
    void isBadWhenNothingCameOut() {
        assertFalse(verdict(result()).isGood());
    }

    @Test
    void isBadWhenAJvmCrashed() {
        TestResult crashed = new TestResult(Status.VM_ERROR);
        crashed.addMessage("Failed with error code 134");
        crashed.setConfig(run);
        Verdict verdict = verdict(crashed);

        assertFalse(verdict.isGood());
        assertTrue(verdict.summary().contains("error code 134"), verdict::summary);
    }

    @Test
    void isBadWithoutScenarios() {
        assertFalse(new Verdict(List.of(), List.of()).isGood());
    }

    private Verdict verdict(TestResult result) {
        return new Verdict(List.of(run), List.of(result));
    }

    private TestResult result(String... outcomes) {
        TestResult result = new TestResult(Status.NORMAL);
        for (String outcome : outcomes) {
            result.addState(outcome, 1);
        }
        result.setConfig(run);
        return result;
    }
}
