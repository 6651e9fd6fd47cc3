/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.shop.Patience;
import dev.backstop.shop.origin.Container;
import dev.backstop.shop.origin.Launcher;
import dev.backstop.shop.origin.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The shop in a JVM of its own, with the agent and without anything else of Backstop. It ends with this JVM at the latest,
 * however that ends, because its standard input does.
 */
final class AgentOrigin implements Origin {

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private AgentOrigin(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param directory an existing one for what the container writes
     * @param log takes each line that the JVM writes, on one thread
     * @throws IOException with what the JVM said, if it does not start
     */
    static AgentOrigin start(Container container, Path directory, Consumer<String> log) throws IOException {
        Process process = new ProcessBuilder(command(container, directory))
                .redirectErrorStream(true)
                .start();
        try {
            return new AgentOrigin(process, awaitPort(process, log));
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> command(Container container, Path directory) {
        Path library = library();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + library.resolve("backstop-agent.jar") + "=deadline=" + Patience.OF_BACKSTOP,
                "-jar",
                library.resolve("backstop-shop.jar").toString(),
                container.id(),
                directory.toString());
    }

    /** Where the build puts the jars: beside the demo's own, or beside its classes. */
    static Path library() {
        try {
            return Path.of(Objects.requireNonNull(
                                    AgentOrigin.class.getProtectionDomain().getCodeSource())
                            .getLocation()
                            .toURI())
                    .resolveSibling("lib");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the demo does not know where it is", e);
        }
    }

    private static int awaitPort(Process process, Consumer<String> log) throws IOException {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, port, log), "demo-agent-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return port.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            String said = Objects.requireNonNull(e.getCause()).getMessage();
            throw new IOException("the JVM with the agent does not start; " + said, e);
        } catch (TimeoutException e) {
            throw new IOException("the JVM with the agent does not start within " + START.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the JVM with the agent was starting", e);
        }
    }

    private static void read(Process process, CompletableFuture<Integer> port, Consumer<String> log) {
        StringBuilder said = new StringBuilder("it has ended:");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(Launcher.LISTENING)) {
                    port.complete(Integer.valueOf(line.substring(Launcher.LISTENING.length())));
                } else {
                    log.accept(line);
                }
                if (!port.isDone()) {
                    said.append('\n').append(line);
                }
            }
        } catch (IOException e) {
            said.append('\n').append(e);
        }
        // Too late, unless it has ended before it listened.
        port.completeExceptionally(new IOException(said.toString()));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
