/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import dev.backstop.filter.OwnershipBenchmark;
import dev.backstop.filter.TimerBenchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long is measured, in JVMs of the same kind. A round is one iteration of each variant. */
enum Plan {
    /** A quarter of an hour. */
    FULL(3, 16, 40),
    /** Two to three minutes. */
    QUICK(1, 8, 8);

    private static final int WITHOUT_SERVER_MILLIS = 50;
    private static final int WITH_SERVER_MILLIS = 100;
    private static final int OPERATION_WARM_UPS = 20;
    private static final int OPERATION_ITERATIONS = 40;

    private final int forks;
    private final int warmUpRounds;
    private final int rounds;

    Plan(int forks, int warmUpRounds, int rounds) {
        this.forks = forks;
        this.warmUpRounds = warmUpRounds;
        this.rounds = rounds;
    }

    /** The filter alone: what it allocates is the same each time, so one JVM will do. */
    ChainedOptionsBuilder withoutServer() {
        return options(WITHOUT_SERVER_MILLIS, FilterBenchmark.class).forks(1).measurementIterations(Rotation.SIZE * 8);
    }

    ChainedOptionsBuilder withServer() {
        return options(WITH_SERVER_MILLIS, JettyBenchmark.class).forks(forks);
    }

    /** The same with the agent attached, for the pages that are neither flushed nor fail. */
    ChainedOptionsBuilder withServerByAgent(String agentJar) {
        return withServer()
                .param("page", Page.HELLO.name(), Page.PAGE.name(), Page.LARGE.name(), Page.WRITTEN.name())
                .jvmArgsAppend(
                        "-Dbackstop.bench.by-agent=true", "-javaagent:" + agentJar + "=agent.filter.exclude=/others");
    }

    /** What single operations cost, in so many threads at once. */
    ChainedOptionsBuilder operations(int threads) {
        return options(WITHOUT_SERVER_MILLIS, TimerBenchmark.class, OwnershipBenchmark.class)
                .forks(forks)
                .warmupIterations(OPERATION_WARM_UPS)
                .measurementIterations(OPERATION_ITERATIONS)
                .threads(threads);
    }

    private ChainedOptionsBuilder options(int millis, Class<?>... benchmarks) {
        ChainedOptionsBuilder options = new OptionsBuilder();
        for (Class<?> benchmark : benchmarks) {
            options.include(benchmark.getName() + "\\.");
        }
        return options.jvmArgs("-Xms192m", "-Xmx192m", "-XX:+UseSerialGC")
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .warmupIterations(Rotation.SIZE * warmUpRounds)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(Rotation.SIZE * rounds)
                .measurementTime(TimeValue.milliseconds(millis))
                .shouldFailOnError(true);
    }
}
