/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a JVM of its own: its ports, its log, and a client for it. */
final class Server implements AutoCloseable {
    static final Path ROOT =
            Path.of(System.getProperty("it.root")).toAbsolutePath().normalize();
    static final Path TARGET = Path.of(System.getProperty("it.target")).toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration LOG = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final CountDownLatch listening;
    private final Process process;
    private final Path log;

    private Server(Process process, Path log, int expectedPorts) {
        this.process = process;
        this.log = log;
        this.listening = new CountDownLatch(expectedPorts);
    }

    /** Waits for as many lines {@code listening [name] port} as are expected. */
    static Server start(
            String name, List<String> options, Map<String, String> environment, List<String> command, int expectedPorts)
            throws IOException, InterruptedException {
        Path log = Files.createDirectories(TARGET.resolve("logs")).resolve(name + ".log");
        Files.deleteIfExists(log);
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        line.addAll(options);
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(log.toFile());
        builder.environment().putAll(environment);
        Server server = new Server(builder.start(), log, expectedPorts);
        server.readPorts();
        if (!server.listening.await(START.toSeconds(), TimeUnit.SECONDS) || server.ports.size() < expectedPorts) {
            server.close();
            throw new IOException(name + " did not start:\n" + Files.readString(log));
        }
        return server;
    }

    private void readPorts() {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader out = process.inputReader()) {
                        for (String line = out.readLine(); line != null; line = out.readLine()) {
                            String[] words = line.split(" ", -1);
                            if (words[0].equals("listening")) {
                                ports.put(words.length > 2 ? words[1] : "", Integer.valueOf(words[words.length - 1]));
                                listening.countDown();
                            }
                        }
                    } catch (IOException e) {
                        // It ended; whoever waits is told below.
                    }
                    while (listening.getCount() > 0) {
                        listening.countDown();
                    }
                },
                "stdout-reader");
        reader.setDaemon(true);
        reader.start();
    }

    static String classPath(Path... entries) {
        return String.join(
                File.pathSeparator, Arrays.stream(entries).map(Path::toString).toList());
    }

    HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return get("", path, accept);
    }

    /** Gets from the port of a name. */
    HttpResponse<String> get(String name, String path, String accept) throws IOException, InterruptedException {
        Integer port = ports.get(name);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", accept)
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** The lines of the log that have all the words; waits a while for the first, because an answer goes before its line. */
    List<String> awaitLog(String... words) throws IOException {
        long end = System.nanoTime() + LOG.toNanos();
        List<String> found = log(words);
        while (found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            found = log(words);
        }
        return found;
    }

    List<String> log(String... words) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> Arrays.stream(words).allMatch(line::contains))
                    .toList();
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
