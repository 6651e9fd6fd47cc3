/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.concurrency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;

/** What came out of all runs, and whether it may. */
final class Verdict {
    /** Scenario, then outcome. */
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();

    private final List<String> failures = new ArrayList<>();

    Verdict(List<TestConfig> runs, Collection<TestResult> results) {
        Set<TestConfig> missing = new HashSet<>(runs);
        for (TestResult result : results) {
            missing.remove(result.getConfig());
            judge(result);
        }
        missing.forEach(run -> failures.add(run.name + " in " + run.jvmArgs + " did not run"));
        if (runs.isEmpty()) {
            failures.add("there are no scenarios");
        }
    }

    private void judge(TestResult result) {
        String where = result.getName() + " in " + result.getConfig().jvmArgs + ": ";
        if (result.status() != Status.NORMAL) {
            failures.add(where + result.status() + " " + result.getMessages() + " " + result.getVmErr());
        } else if (result.getTotalCount() == 0) {
            failures.add(where + "nothing came out");
        }
        Map<String, Long> outcomes = counts.computeIfAbsent(result.getName(), name -> new TreeMap<>());
        for (String outcome : result.getStateKeys()) {
            long count = result.getCount(outcome);
            outcomes.merge(outcome, count, Long::sum);
            if (!isAcceptable(rule(result.getName(), outcome))) {
                failures.add(where + "\"" + outcome + "\" " + count + " times");
            }
        }
    }

    private static boolean isAcceptable(StateCase rule) {
        return rule.expect() == Expect.ACCEPTABLE || rule.expect() == Expect.ACCEPTABLE_INTERESTING;
    }

    /** What the scenario says of an outcome: the rule that is it, or else the first that matches it. */
    private static StateCase rule(String scenario, String outcome) {
        TestInfo info = TestList.getInfo(scenario);
        return info.cases().stream()
                .filter(rule -> rule.matchesExactly(outcome))
                .findFirst()
                .or(() -> info.cases().stream()
                        .filter(rule -> rule.matches(outcome))
                        .findFirst())
                .orElseGet(info::unmatched);
    }

    boolean isGood() {
        return failures.isEmpty();
    }

    /** For the console. */
    String summary() {
        return isGood()
                ? "%d scenarios, %,d races: each came out as it may".formatted(counts.size(), total())
                : "races that came out as they must not:\n  " + String.join("\n  ", failures);
    }

    private long total() {
        return counts.values().stream()
                .flatMap(outcomes -> outcomes.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** In Markdown. */
    String report() {
        StringBuilder text = new StringBuilder("# Races for a response\n\n")
                .append(summary())
                .append("\n\n");
        text.append("| scenario | outcome | times | means |\n|---|---|---:|---|\n");
        counts.forEach((scenario, outcomes) -> {
            outcomes.forEach((outcome, count) -> row(text, scenario, outcome, count, rule(scenario, outcome)));
            for (StateCase rule : TestList.getInfo(scenario).cases()) {
                if (isAcceptable(rule)
                        && outcomes.keySet().stream().noneMatch(rule::matches)
                        && !outcomes.containsKey(rule.matchPattern())) {
                    row(text, scenario, rule.matchPattern(), 0, rule);
                }
            }
        });
        return text.toString();
    }

    private static void row(StringBuilder text, String scenario, String outcome, long count, StateCase rule) {
        String means = isAcceptable(rule) ? rule.description() : "**must not be**";
        String name = scenario.substring(scenario.lastIndexOf('.') + 1);
        text.append("| %s | %s | %d | %s |%n".formatted(name, outcome, count, means));
    }
}
