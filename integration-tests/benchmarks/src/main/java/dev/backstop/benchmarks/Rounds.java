/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured of one page: in each round one value per variant, taken within a second of each other. So variants are
 * compared within a round, and the rounds' results are summed up by their median.
 */
final class Rounds {

    /** What one iteration says of one request: time on the clock, processor time of all threads, bytes allocated by all threads. */
    record Sample(double nanos, double cpuNanos, double bytes) {
        static Sample of(IterationResult result) {
            return new Sample(
                    result.getPrimaryResult().getScore(),
                    secondary(result, CpuTimeProfiler.NORM),
                    secondary(result, "gc.alloc.rate.norm"));
        }

        private static double secondary(IterationResult result, String name) {
            Result<?> secondary = result.getSecondaryResults().get(name);
            if (secondary == null) {
                throw new IllegalStateException("this JVM does not tell " + name);
            }
            return secondary.getScore();
        }
    }

    private final List<List<Map<Variant, Sample>>> jvms;

    private Rounds(List<List<Map<Variant, Sample>>> jvms) {
        this.jvms = jvms;
    }

    static Rounds of(RunResult run) {
        int warmUps = run.getParams().getWarmup().getCount();
        return new Rounds(run.getBenchmarkResults().stream()
                .map(jvm -> rounds(warmUps, jvm.getIterationResults()))
                .toList());
    }

    private static List<Map<Variant, Sample>> rounds(int warmUps, Collection<IterationResult> results) {
        List<Map<Variant, Sample>> rounds = new ArrayList<>();
        Map<Variant, Sample> round = new EnumMap<>(Variant.class);
        int iteration = warmUps;
        for (IterationResult result : results) {
            round.put(Rotation.at(iteration++), Sample.of(result));
            if (iteration % Rotation.SIZE == 0) {
                rounds.add(round);
                round = new EnumMap<>(Variant.class);
            }
        }
        return rounds;
    }

    int count() {
        return (int) all().count();
    }

    private Stream<Map<Variant, Sample>> all() {
        return jvms.stream().flatMap(List::stream);
    }

    /** Bytes per request. */
    Spread bytes(Variant variant) {
        return Spread.of(all().map(round -> sample(round, variant).bytes).toList());
    }

    /** Processor time per request. */
    Spread cpuNanos(Variant variant) {
        return Spread.of(all().map(round -> sample(round, variant).cpuNanos).toList());
    }

    /** Bytes per request that a variant adds to another. */
    Spread addedBytes(Variant variant, Variant base) {
        return difference(variant, base, Sample::bytes);
    }

    /** Processor time per request that a variant adds to another. */
    Spread addedCpuNanos(Variant variant, Variant base) {
        return difference(variant, base, Sample::cpuNanos);
    }

    /** A variant's processor time as a multiple of the empty filter's. */
    Spread cpuRatio(Variant variant) {
        return Spread.of(ratios(all(), variant, Sample::cpuNanos));
    }

    /** The same of each JVM by itself: its rounds' median. */
    Stream<Double> cpuRatioInEachJvm(Variant variant) {
        return jvms.stream()
                .map(jvm -> Spread.of(ratios(jvm.stream(), variant, Sample::cpuNanos))
                        .median());
    }

    /** A variant's time on the clock as a multiple of the empty filter's. */
    Spread timeRatio(Variant variant) {
        return Spread.of(ratios(all(), variant, Sample::nanos));
    }

    private static List<Double> ratios(
            Stream<Map<Variant, Sample>> rounds, Variant variant, ToDoubleFunction<Sample> figure) {
        return rounds.map(round -> figure.applyAsDouble(sample(round, variant))
                        / figure.applyAsDouble(sample(round, Variant.PASS_THROUGH)))
                .toList();
    }

    private Spread difference(Variant variant, Variant base, ToDoubleFunction<Sample> figure) {
        return Spread.of(all().map(round ->
                        figure.applyAsDouble(sample(round, variant)) - figure.applyAsDouble(sample(round, base)))
                .toList());
    }

    private static Sample sample(Map<Variant, Sample> round, Variant variant) {
        Sample sample = round.get(variant);
        if (sample == null) {
            throw new IllegalStateException("a round without " + variant.label());
        }
        return sample;
    }
}
