/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What Backstop's agent adds to the processor time and the memory of a start, beside none and beside OpenTelemetry's: the median of some
 * starts of each, in turn.
 */
class AgentStartIT {
    private static final Path ROOT = Path.of(System.getProperty("backstop.it.root"));
    private static final Path TARGET = Path.of(System.getProperty("backstop.it.target"));
    private static final int ROUNDS = Integer.getInteger("backstop.start.rounds");

    private static final double KIBI = 1024;
    private static final long MOST_CPU_MILLIS = 300;
    private static final long MOST_KIBIBYTES = 15 * 1024;

    @BeforeAll
    static void begin() throws IOException {
        Files.writeString(report(), """
                # What the agent costs a start

                Medians of %d starts each, in turn, to the first page; what is added to no agent. Memory is what is resident outside the
                heap, and what lives in the heap after a collection.

                | application | agent | processor time, ms | added | memory, MiB | added |
                |---|---|---|---|---|---|
                """.formatted(ROUNDS));
    }

    @ParameterizedTest
    @EnumSource
    void startCostsNextToNothing(Application application) throws Exception {
        Map<Attached, List<Start>> starts = new EnumMap<>(Attached.class);
        Path work = Files.createDirectories(TARGET.resolve("work-" + application));
        Files.writeString(work.resolve("index.html"), "<!doctype html><title>a page</title>");
        for (int i = 0; i < ROUNDS; i++) {
            for (Attached attached : Attached.values()) {
                starts.computeIfAbsent(attached, key -> new ArrayList<>())
                        .add(Start.of(application, attached, ROOT, work));
            }
        }
        for (Attached attached : Attached.values()) {
            write(application, attached, starts);
        }

        long noise = Math.abs(added(starts, Attached.NOTHING_AGAIN, Start::cpuMillis));
        long cpu = added(starts, Attached.BACKSTOP, Start::cpuMillis);
        long theirs = added(starts, Attached.OPEN_TELEMETRY, Start::cpuMillis);
        long memory = added(starts, Attached.BACKSTOP, Start::kibibytes);
        assertAll(
                () -> assertTrue(
                        cpu <= MOST_CPU_MILLIS + noise,
                        cpu + " ms of processor time added, where nothing adds " + noise),
                () -> assertTrue(cpu * 10 < theirs, cpu + " ms added, and " + theirs + " by OpenTelemetry's agent"),
                () -> assertTrue(memory <= MOST_KIBIBYTES, memory + " KiB added"));
    }

    private static void write(Application application, Attached attached, Map<Attached, List<Start>> starts)
            throws IOException {
        List<Start> own = starts.getOrDefault(attached, List.of());
        Files.writeString(
                report(),
                "| %s | %s | %d | %d | %.1f | %.1f |%n"
                        .formatted(
                                application.name().toLowerCase(Locale.ROOT),
                                attached.name().toLowerCase(Locale.ROOT),
                                median(own, Start::cpuMillis),
                                added(starts, attached, Start::cpuMillis),
                                median(own, Start::kibibytes) / KIBI,
                                added(starts, attached, Start::kibibytes) / KIBI),
                StandardOpenOption.APPEND);
    }

    private static long added(Map<Attached, List<Start>> starts, Attached attached, ToLongFunction<Start> figure) {
        return median(starts.getOrDefault(attached, List.of()), figure)
                - median(starts.getOrDefault(Attached.NOTHING, List.of()), figure);
    }

    private static long median(List<Start> starts, ToLongFunction<Start> figure) {
        return starts.stream().mapToLong(figure).sorted().toArray()[starts.size() / 2];
    }

    private static Path report() {
        return TARGET.resolve("agent-start.md");
    }
}
