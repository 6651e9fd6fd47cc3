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
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
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
        private static Sample of(IterationResult result) {
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

    private final List<Map<Variant, Sample>> rounds = new ArrayList<>();

    private Rounds() {}

    static Rounds of(RunResult run) {
        Rounds all = new Rounds();
        int warmUps = run.getParams().getWarmup().getCount();
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            int iteration = warmUps;
            Map<Variant, Sample> round = new EnumMap<>(Variant.class);
            for (IterationResult result : fork.getIterationResults()) {
                round.put(Rotation.at(iteration++), Sample.of(result));
                if (iteration % Rotation.SIZE == 0) {
                    all.rounds.add(round);
                    round = new EnumMap<>(Variant.class);
                }
            }
        }
        return all;
    }

    int count() {
        return rounds.size();
    }

    /** Bytes per request. */
    Spread bytes(Variant variant) {
        return Spread.of(
                rounds.stream().map(round -> sample(round, variant).bytes).toList());
    }

    /** Processor time per request. */
    Spread cpuNanos(Variant variant) {
        return Spread.of(
                rounds.stream().map(round -> sample(round, variant).cpuNanos).toList());
    }

    /** Bytes per request that a variant adds to another. */
    Spread addedBytes(Variant variant, Variant base) {
        return Spread.of(compare(variant, base, (a, b) -> a.bytes - b.bytes).toList());
    }

    /** Processor time per request that a variant adds to another. */
    Spread addedCpuNanos(Variant variant, Variant base) {
        return Spread.of(
                compare(variant, base, (a, b) -> a.cpuNanos - b.cpuNanos).toList());
    }

    /** A variant's processor time as a multiple of the empty filter's. */
    Spread cpuRatio(Variant variant) {
        return cpuRatio(List.of(this), variant);
    }

    /** The same of several pages together. */
    static Spread cpuRatio(Collection<Rounds> pages, Variant variant) {
        return Spread.of(pages.stream()
                .flatMap(page -> page.ratios(variant, Sample::cpuNanos))
                .toList());
    }

    /** A variant's time on the clock as a multiple of the empty filter's. */
    Spread timeRatio(Variant variant) {
        return Spread.of(ratios(variant, Sample::nanos).toList());
    }

    private Stream<Double> ratios(Variant variant, ToDoubleFunction<Sample> figure) {
        return compare(variant, Variant.PASS_THROUGH, (a, b) -> figure.applyAsDouble(a) / figure.applyAsDouble(b));
    }

    private Stream<Double> compare(Variant variant, Variant base, ToDoubleBiFunction<Sample, Sample> comparison) {
        return rounds.stream().map(round -> comparison.applyAsDouble(sample(round, variant), sample(round, base)));
    }

    private static Sample sample(Map<Variant, Sample> round, Variant variant) {
        Sample sample = round.get(variant);
        if (sample == null) {
            throw new IllegalStateException("a round without " + variant.label());
        }
        return sample;
    }
}
