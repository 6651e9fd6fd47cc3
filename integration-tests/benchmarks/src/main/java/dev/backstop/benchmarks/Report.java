/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import dev.backstop.filter.BackstopFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.util.Jetty;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

import static java.util.Locale.ROOT;

/** Runs all benchmarks and writes one report of them. {@code -Dbackstop.bench.quick=true} makes it short. */
public final class Report {
    private static final int MOST_THREADS = 2;

    private final Plan plan;
    private final Results alone;
    private final Results jetty;
    private final Results agent;
    private final List<Operation> operations;
    private final BenchmarkParams conditions;
    private final Markdown text = new Markdown();

    private Report(
            Plan plan,
            Collection<RunResult> alone,
            Collection<RunResult> jetty,
            Collection<RunResult> agent,
            List<Operation> operations) {
        this.plan = plan;
        this.alone = new Results("the filter alone", alone);
        this.jetty = new Results("through Jetty", jetty);
        this.agent = new Results("through Jetty, by the agent", agent);
        this.operations = operations;
        this.conditions = jetty.iterator().next().getParams();
    }

    /** Takes the file to write and the agent's jar. */
    public static void main(String[] args) throws RunnerException, IOException {
        Path file = Path.of(args[0]);
        String agentJar = args[1];
        Plan plan = Boolean.getBoolean("backstop.bench.quick") ? Plan.QUICK : Plan.FULL;
        List<Operation> operations = new ArrayList<>();
        for (int threads = 1; threads <= MOST_THREADS; threads++) {
            operations.addAll(Operation.of(new Runner(plan.operations(threads).build()).run()));
        }
        Collection<RunResult> alone = new Runner(plan.withoutServer().build()).run();
        Collection<RunResult> jetty = new Runner(plan.withServer().build()).run();
        Collection<RunResult> agent =
                new Runner(plan.withServerByAgent(agentJar).build()).run();
        String report = new Report(plan, alone, jetty, agent, operations).write();
        Files.writeString(file, report);
        System.out.println(report);
        System.out.println("written to " + file);
    }

    private String write() {
        text.heading("What Backstop costs");
        text.verdicts(Verdict.of(alone, jetty, agent, operations));
        throughJetty("Through Jetty", jetty);
        throughJetty("Through Jetty, by the agent", agent);
        filterAlone();
        singleOperations();
        footnotes();
        return text.toString();
    }

    private void throughJetty(String heading, Results results) {
        Set<Page> pages = results.pages();
        text.heading(heading);
        text.variants("bytes per request; added to bare", pages, (page, variant) -> bytes(results.of(page), variant));
        text.variants(
                "processor time, ratio to pass-through",
                pages,
                (page, variant) -> Markdown.ratio(results.of(page).cpuRatio(variant)));
        text.variants(
                "time on the clock, ratio to pass-through",
                pages,
                (page, variant) -> Markdown.ratio(results.of(page).timeRatio(variant)));
    }

    private void filterAlone() {
        text.heading("The filter alone");
        text.variants(
                "bytes per request; added to bare", alone.pages(), (page, variant) -> bytes(alone.of(page), variant));
        text.paragraph(
                "Processor time that a variant adds to an empty filter without a server, as a share of what the empty"
                        + " filter's whole request takes through Jetty: here a difference shows that drowns in the noise above.");
        text.variants("processor time added, % of a request through Jetty", jetty.pages(), this::share);
    }

    private void singleOperations() {
        text.heading("Single operations");
        text.operations(operations);
    }

    private static String bytes(Rounds rounds, Variant variant) {
        double bytes = rounds.bytes(variant).median();
        if (variant == Variant.BARE) {
            return String.format(ROOT, "%.0f", bytes);
        }
        double added = rounds.addedBytes(variant, Variant.BARE).median();
        return String.format(ROOT, "%.0f; %+.0f", bytes, added);
    }

    private String share(Page page, Variant variant) {
        double added =
                alone.of(page).addedCpuNanos(variant, Variant.PASS_THROUGH).median();
        double whole = jetty.of(page).cpuNanos(Variant.PASS_THROUGH).median();
        return String.format(ROOT, "%+.2f", 100 * added / whole);
    }

    private void footnotes() {
        text.heading("How it was measured");
        Rounds any = jetty.of(Page.HELLO);
        List.of(
                        "%s run: %d rounds per page through Jetty in %d JVMs. In each round all variants are measured in one"
                                        .formatted(plan.name().toLowerCase(ROOT), any.count(), conditions.getForks())
                                + " JVM, one after the other, in an order that changes.",
                        "Bytes are those of all threads of the JVM, as JMH's `gc` profiler counts them: the client's are in the"
                                + " absolute figures and cancel out in the differences. \"Added\" is the median of the rounds'"
                                + " differences.",
                        "Times are ratios within a round: their median, and in brackets the quartiles. Processor time is that"
                                + " of all Java threads, the client's too.",
                        "\"Pass-through again\" is the same empty filter on a server of its own: the size of the noise. The bar takes,"
                                + " of each page that is not flushed, each JVM's median, and of these the median; the noise is the"
                                + " median of how far the second empty filter is from the first.",
                        "\"hold.time=0\" is Backstop that holds no flush back: the difference is the hold and its timer.",
                        "Single operations: the median, and in brackets the quartiles. The time on the clock is that of a thread,"
                                + " and grows with whatever else has the processors; the bar takes processor time.",
                        "A 5xx is not healthy: /thrown shows what an answer costs, its incident included; bare it leaves the"
                                + " chain as an exception.",
                        "%s %s, `%s`; %d processors, %s."
                                .formatted(
                                        conditions.getVmName(),
                                        conditions.getVmVersion(),
                                        String.join(" ", conditions.getJvmArgs()),
                                        Runtime.getRuntime().availableProcessors(),
                                        System.getProperty("os.name") + " " + System.getProperty("os.arch")),
                        "Backstop %s, Jetty %s, JMH %s."
                                .formatted(
                                        BackstopFilter.class.getPackage().getImplementationVersion(),
                                        Jetty.VERSION,
                                        conditions.getJmhVersion()))
                .forEach(text::item);
    }
}
