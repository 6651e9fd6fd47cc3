/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Tomcat that runs as {@code catalina.sh run}, and ends at the latest with this JVM. */
final class TomcatProcess implements AutoCloseable {

    private static final int START_SECONDS = 90;
    private static final int STOP_SECONDS = 15;

    /**
     * One of the examples goes by whether half of the heap is free: it always is. Each page is asked for once or twice, so that
     * most of the time would go into compilers.
     */
    private static final String OPTIONS = "-Xms384m -Xmx384m -Xmn64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    /** In the name that Tomcat gives to a connector of any free port is the port that it got. */
    private static final Pattern STARTED = Pattern.compile("Starting ProtocolHandler \\[\"http-nio-.*-(\\d+)\"]");

    private static final Set<TomcatProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(TomcatProcess::close), "end-tomcats"));
    }

    private final Process process;
    private final Path log;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final Thread reader;

    private TomcatProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.reader = new Thread(this::readOutput, "tomcat-output");
    }

    /** Starts it, and waits until all its applications are there. */
    static TomcatProcess start(Path distribution, Path base) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", distribution.resolve("bin/catalina.sh").toString(), "run")
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CATALINA_") || name.startsWith("BACKSTOP_"));
        builder.environment().remove("JAVA_OPTS");
        builder.environment().put("JAVA_HOME", Build.java().toString());
        builder.environment().put("JRE_HOME", Build.java().toString());
        builder.environment().put("CATALINA_BASE", base.toString());
        builder.environment().put("CATALINA_OPTS", OPTIONS);
        TomcatProcess tomcat = new TomcatProcess(builder.start(), base.resolve("logs/output.log"));
        RUNNING.add(tomcat);
        tomcat.reader.setDaemon(true);
        tomcat.reader.start();
        tomcat.awaitStart();
        return tomcat;
    }

    private void readOutput() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                copy.println(line);
                Matcher start = STARTED.matcher(line);
                if (start.find()) {
                    port.complete(Integer.valueOf(start.group(1)));
                } else if (line.contains("Server startup in")) {
                    started.complete(null);
                }
            }
        } catch (IOException e) {
            started.completeExceptionally(e);
        }
        started.completeExceptionally(new IOException("it ended"));
    }

    private void awaitStart() throws IOException, InterruptedException {
        try {
            started.thenCompose(nothing -> port).get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IOException("Tomcat did not start, see " + log, e);
        }
    }

    int port() {
        return port.join();
    }

    /** The lines of its log so far that contain the text. */
    List<String> log(String text) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).toList();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(this);
    }
}
