/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A container in a JVM of its own, with a heap that is small enough to be filled. */
final class ContainerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final ChildProcess child;
    private final int port;

    private ContainerProcess(ChildProcess child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * @param port 0 for any
     */
    static ContainerProcess start(Setup setup, Path application, Path log, int port) throws Exception {
        Container container = setup.container();
        List<String> command =
                new ArrayList<>(List.of(Build.java().toString(), "-Xmx128m", "-Xss512k", "-XX:+UseSerialGC"));
        setup.settings().forEach((name, value) -> command.add("-D" + name + '=' + value));
        if (setup.guarding() == Guarding.AGENT) {
            command.add("-javaagent:" + Build.agent());
            // As the application's own logging has it.
            command.add("-Dorg.slf4j.simpleLogger.showThreadName=false");
            command.add("-Dorg.eclipse.jetty.logging.appender.NAME_CONDENSE=false");
        }
        command.addAll(List.of("-cp", container.classPath(), container.launcher()));
        command.addAll(List.of(application.toString(), Integer.toString(port)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        ChildProcess child = ChildProcess.start(builder);
        try {
            return new ContainerProcess(child, awaitPort(child));
        } catch (ExecutionException | TimeoutException e) {
            child.close();
            throw new IOException(container + " did not start, see " + log, e);
        }
    }

    private static int awaitPort(ChildProcess child) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader out = child.process().inputReader()) {
                        for (String line = out.readLine(); line != null; line = out.readLine()) {
                            if (line.startsWith("listening ")) {
                                port.complete(Integer.valueOf(line.substring("listening ".length())));
                            }
                        }
                    } catch (IOException e) {
                        port.completeExceptionally(e);
                    }
                    port.completeExceptionally(new IOException("it ended"));
                },
                "launcher-stdout");
        reader.setDaemon(true);
        reader.start();
        return port.get(START.toSeconds(), TimeUnit.SECONDS);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        child.close();
    }
}
