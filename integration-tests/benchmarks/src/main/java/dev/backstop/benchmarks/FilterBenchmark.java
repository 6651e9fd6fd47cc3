/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The filter alone, between a request and a response that cost nothing. Shows what it allocates, to the byte; the bare chain is so
 * short that a ratio of times says little. {@link Rotation} says which variant an iteration measures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FilterBenchmark {
    @Param
    Page page = Page.PAGE;

    private final Map<Variant, MemoryServer> servers = new EnumMap<>(Variant.class);

    @SuppressWarnings("NullAway.Init")
    private MemoryServer server;

    private int iteration;

    @Setup
    public void start() throws IOException, ServletException {
        for (Variant variant : Variant.values()) {
            servers.put(variant, new MemoryServer(variant, page));
        }
    }

    @Setup(Level.Iteration)
    public void rotate() {
        server = Objects.requireNonNull(servers.get(Rotation.at(iteration++)));
    }

    @Benchmark
    public int get() throws IOException, ServletException {
        return server.get();
    }

    @TearDown
    public void stop() {
        servers.values().forEach(MemoryServer::stop);
    }
}
