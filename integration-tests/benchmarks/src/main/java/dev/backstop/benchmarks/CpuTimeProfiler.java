/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time per operation, of all Java threads: the server's and the client's, without compiler and garbage collector. Unlike
 * the time on the clock it does not grow while other processes have the processor. Public because JMH makes it.
 */
public final class CpuTimeProfiler implements InternalProfiler {
    static final String NORM = "cpu.norm";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private Map<Long, Long> before = Map.of();

    /** For JMH. */
    public CpuTimeProfiler() {}

    @Override
    public String getDescription() {
        return "processor time of all Java threads, per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = now();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long nanos = 0;
        for (Map.Entry<Long, Long> thread : now().entrySet()) {
            nanos += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        long operations = Math.max(1, result.getMetadata().getAllOps());
        return List.of(new ScalarResult(NORM, (double) nanos / operations, "ns/op", AggregationPolicy.AVG));
    }

    private Map<Long, Long> now() {
        long[] ids = threads.getAllThreadIds();
        long[] nanos = threads.getThreadCpuTime(ids);
        Map<Long, Long> times = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            // -1 for a thread that has ended in between.
            times.put(ids[i], Math.max(0, nanos[i]));
        }
        return times;
    }
}
