/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A healthy request through a real Jetty and a real socket: each variant has a server and one kept connection. {@link Rotation}
 * says which variant an iteration measures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JettyBenchmark {
    private static final int BATCH = 32;

    @Param({"HELLO", "PAGE", "LARGE", "WRITTEN", "FLUSHED", "WRITTEN_AND_FLUSHED"})
    Page page = Page.PAGE;

    private final Map<Variant, JettyServer> servers = new EnumMap<>(Variant.class);
    private final Map<Variant, PipeliningClient> clients = new EnumMap<>(Variant.class);

    @SuppressWarnings("NullAway.Init")
    private PipeliningClient client;

    private int iteration;

    @Setup
    public void start() throws Exception {
        for (Variant variant : Variant.values()) {
            JettyServer server = new JettyServer(variant);
            servers.put(variant, server);
            int port = server.start();
            clients.put(variant, new PipeliningClient(port, variant.path(page), BATCH));
            if (variant.isBackstop()) {
                requireAnswer(variant, port);
            }
        }
    }

    /** A Backstop that could not start lets everything pass, which would be very fast. */
    private static void requireAnswer(Variant variant, int port) throws IOException {
        try (PipeliningClient probe = new PipeliningClient(port, variant.path(Page.THROWN), 1)) {
            if (!probe.response().contains("X-Incident-Id: ")) {
                throw new IllegalStateException("the filter does not work: " + probe.response());
            }
        }
    }

    @Setup(Level.Iteration)
    public void rotate() {
        client = Objects.requireNonNull(clients.get(Rotation.at(iteration++)));
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long get() throws IOException {
        return client.getBatch();
    }

    @TearDown
    public void stop() throws Exception {
        for (PipeliningClient each : clients.values()) {
            each.close();
        }
        for (JettyServer each : servers.values()) {
            each.stop();
        }
    }
}
