/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import dev.backstop.filter.OwnershipBenchmark;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * What one operation of the filter costs by itself, done by a number of threads at once.
 *
 * @param armed as many other requests are armed; meaningless where there is no timer
 */
record Operation(boolean isTimers, int armed, int threads, List<Rounds.Sample> samples) {

    static List<Operation> of(Collection<RunResult> runs) {
        return runs.stream().map(Operation::of).toList();
    }

    private static Operation of(RunResult run) {
        BenchmarkParams params = run.getParams();
        boolean timers = !params.getBenchmark().startsWith(OwnershipBenchmark.class.getName());
        return new Operation(
                timers,
                timers ? Integer.parseInt(Objects.requireNonNull(params.getParam("armed"))) : 0,
                params.getThreads(),
                run.getBenchmarkResults().stream()
                        .flatMap(jvm -> jvm.getIterationResults().stream())
                        .map(Rounds.Sample::of)
                        .toList());
    }

    String sentence() {
        return isTimers ? "arms and disarms a deadline, beside %,d others".formatted(armed) : "begins and ends a write";
    }

    Spread nanos() {
        return spread(Rounds.Sample::nanos);
    }

    Spread cpuNanos() {
        return spread(Rounds.Sample::cpuNanos);
    }

    Spread bytes() {
        return spread(Rounds.Sample::bytes);
    }

    private Spread spread(ToDoubleFunction<Rounds.Sample> figure) {
        return Spread.of(samples.stream().map(figure::applyAsDouble).toList());
    }
}
