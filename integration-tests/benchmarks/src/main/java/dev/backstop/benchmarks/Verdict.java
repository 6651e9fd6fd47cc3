/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.util.Locale.ROOT;

/** One bar that Backstop has to clear, and whether it did. */
record Verdict(String bar, String measured, boolean isMet) {
    /** What a healthy request may cost more, in bytes. */
    static final int MOST_ADDED_BYTES = 150;

    /** What a request's deadline may cost. */
    private static final int MOST_TIMER_NANOS = 100;

    private static final int MANY_ARMED = 100_000;

    /** JMH's own threads allocate a little, which is spread over all operations. */
    private static final double NO_BYTES = 0.5;

    /** A copy of the body adds at least a byte for each of the body's. What is below this share of them is noise. */
    private static final double NO_COPY = 0.01;

    /** What the agent's filter may cost more than the one in {@code web.xml}, in bytes: what JMH's own threads allocate. */
    private static final int MOST_MORE_BYTES = 8;

    static List<Verdict> of(Results alone, Results jetty, Results agent, List<Operation> operations) {
        return List.of(
                allocation(alone),
                allocation(jetty),
                copying(alone),
                copying(jetty),
                processor(jetty),
                sameByAgent(jetty, agent),
                processor(agent),
                timer(operations),
                timerAllocation(operations));
    }

    /** Judges the number of threads for which it takes longest. */
    private static Verdict timer(List<Operation> operations) {
        double nanos = operations.stream()
                .filter(operation -> operation.isTimers() && operation.armed() == MANY_ARMED)
                .mapToDouble(operation -> operation.cpuNanos().median())
                .max()
                .orElseThrow();
        return new Verdict(
                "arms and disarms a deadline in less than %d ns of a processor, beside %,d others"
                        .formatted(MOST_TIMER_NANOS, MANY_ARMED),
                String.format(ROOT, "%.0f ns", nanos),
                nanos < MOST_TIMER_NANOS);
    }

    private static Verdict timerAllocation(List<Operation> operations) {
        double bytes = operations.stream()
                .mapToDouble(operation -> operation.bytes().median())
                .max()
                .orElseThrow();
        return new Verdict(
                "allocates nothing for a deadline, nor to begin and end a write",
                String.format(ROOT, "at most %.3f B", bytes),
                bytes < NO_BYTES);
    }

    /** Judges the page for which the filter allocates most. */
    private static Verdict allocation(Results results) {
        Page worst = results.pages().stream()
                .filter(Page::isHealthy)
                .max(Comparator.comparingDouble(page -> addedBytes(results, page)))
                .orElseThrow();
        double added = addedBytes(results, worst);
        return new Verdict(
                "adds at most %d B to a healthy request, %s".formatted(MOST_ADDED_BYTES, results.where()),
                String.format(ROOT, "at most %.0f B (%s)", added, worst.path()),
                added <= MOST_ADDED_BYTES);
    }

    /** Judges the page for which they differ most. */
    private static Verdict sameByAgent(Results jetty, Results agent) {
        double more = agent.pages().stream()
                .mapToDouble(page -> addedBytes(agent, page) - addedBytes(jetty, page))
                .max()
                .orElseThrow();
        return new Verdict(
                "allocates the same by the agent as in web.xml",
                String.format(ROOT, "at most %+.0f B", more),
                more <= MOST_MORE_BYTES);
    }

    private static Verdict copying(Results results) {
        double growth = addedBytes(results, Page.LARGE) - addedBytes(results, Page.HELLO);
        return new Verdict(
                "copies 0 B of the body, " + results.where(),
                Stream.of(Page.HELLO, Page.PAGE, Page.LARGE)
                        .map(page -> String.format(ROOT, "%+.0f B for %d B", addedBytes(results, page), page.size()))
                        .collect(Collectors.joining(", ")),
                growth < NO_COPY * (Page.LARGE.size() - Page.HELLO.size()));
    }

    private static double addedBytes(Results results, Page page) {
        return results.of(page).addedBytes(Variant.BACKSTOP, Variant.BARE).median();
    }

    /**
     * Compares one figure per page and JVM, and takes for noise how far the empty filter's second is from its first. Pages that are
     * flushed are left out: a held flush saves the server a write, which would make up for a loss elsewhere.
     */
    private static Verdict processor(Results results) {
        double ratio = Spread.of(inEachJvm(results, Variant.BACKSTOP)).median();
        double noise = Spread.of(inEachJvm(results, Variant.PASS_THROUGH_AGAIN).stream()
                        .map(again -> Math.abs(again - 1))
                        .toList())
                .median();
        return new Verdict(
                "processor time within the noise of an empty filter, " + results.where(),
                String.format(ROOT, "%.3f of the empty filter's, which is ±%.3f from itself", ratio, noise),
                ratio <= 1 + noise);
    }

    private static List<Double> inEachJvm(Results results, Variant variant) {
        return results.pages().stream()
                .filter(page -> !page.flushes())
                .flatMap(page -> results.of(page).cpuRatioInEachJvm(variant))
                .toList();
    }
}
