/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long is measured, in JVMs of the same kind. A round is one iteration of each variant. */
enum Plan {
    /** Ten minutes or more. */
    FULL(3, 8, 40),
    /** One to two minutes. */
    QUICK(1, 4, 8);

    private static final int WITHOUT_SERVER_MILLIS = 50;
    private static final int WITH_SERVER_MILLIS = 100;

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
        return options(FilterBenchmark.class, WITHOUT_SERVER_MILLIS).forks(1).measurementIterations(Rotation.SIZE * 8);
    }

    ChainedOptionsBuilder withServer() {
        return options(JettyBenchmark.class, WITH_SERVER_MILLIS).forks(forks);
    }

    private ChainedOptionsBuilder options(Class<?> benchmark, int millis) {
        return new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .jvmArgs("-Xms192m", "-Xmx192m", "-XX:+UseSerialGC")
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .warmupIterations(Rotation.SIZE * warmUpRounds)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(Rotation.SIZE * rounds)
                .measurementTime(TimeValue.milliseconds(millis))
                .shouldFailOnError(true);
    }
}
