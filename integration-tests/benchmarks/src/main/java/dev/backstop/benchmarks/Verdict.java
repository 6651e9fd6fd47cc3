/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.util.Locale.ROOT;

/** One bar that Backstop has to clear, and whether it did. */
record Verdict(String bar, String measured, boolean isMet) {
    /** What a healthy request may cost more, in bytes. */
    static final int MOST_ADDED_BYTES = 150;

    /** A copy of the body adds at least a byte for each of the body's. What is below this share of them is noise. */
    private static final double NO_COPY = 0.01;

    static List<Verdict> of(Results alone, Results jetty) {
        return List.of(allocation(alone), allocation(jetty), copying(alone), copying(jetty), processor(jetty));
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

    private static Verdict processor(Results results) {
        String slower = results.pages().stream()
                .filter(page -> isSlower(List.of(results.of(page))))
                .map(Page::path)
                .collect(Collectors.joining(", "));
        Spread backstop = Rounds.cpuRatio(results.all(), Variant.BACKSTOP);
        Spread noise = Rounds.cpuRatio(results.all(), Variant.PASS_THROUGH_AGAIN);
        return new Verdict(
                "processor time within the noise of an empty filter, " + results.where(),
                "all pages: %s; the empty filter again: %s%s"
                        .formatted(
                                Markdown.ratio(backstop),
                                Markdown.ratio(noise),
                                slower.isEmpty() ? "" : "; slower: " + slower),
                slower.isEmpty() && !isSlower(results.all()));
    }

    /** Whether Backstop's median is beyond the middle half of what the empty filter measures against itself. */
    private static boolean isSlower(Collection<Rounds> pages) {
        Spread noise = Rounds.cpuRatio(pages, Variant.PASS_THROUGH_AGAIN);
        return Rounds.cpuRatio(pages, Variant.BACKSTOP).median() > noise.highQuartile();
    }
}
