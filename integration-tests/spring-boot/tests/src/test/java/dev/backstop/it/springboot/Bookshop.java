/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The application in a JVM of its own. Ends with the JVM of the tests at the latest. */
final class Bookshop implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration END = Duration.ofSeconds(10);
    private static final String LISTENING = "listening ";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Bookshop> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Bookshop::close), "end-bookshops"));
    }

    private final Process process;
    private final Log log;
    private int port;

    private Bookshop(Process process, Log log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it and does not wait for it: see {@link #awaitStart}. */
    static Bookshop start(Container container, String name, List<String> arguments) throws IOException {
        Path folder = emptyFolder(container + "-" + name);
        Path log = folder.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                Build.java().toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                container.jar().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Bookshop bookshop = new Bookshop(builder.start(), new Log(log));
        RUNNING.add(bookshop);
        return bookshop;
    }

    private static Path emptyFolder(String name) throws IOException {
        Path folder = Build.target().resolve("run").resolve(name);
        if (Files.exists(folder)) {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** Until it listens. */
    void awaitStart() throws IOException {
        boolean listens = Patience.until(START, () -> !log.lines(LISTENING).isEmpty() || !process.isAlive());
        List<String> said = log.lines(LISTENING);
        if (!listens || said.isEmpty()) {
            close();
            throw new IOException("it did not start, see " + log);
        }
        port = Integer.parseInt(said.get(0).substring(LISTENING.length()));
    }

    /** What it has logged. */
    Log log() {
        return log;
    }

    /** A connection for several requests. */
    RawConnection connect() throws IOException {
        return RawConnection.to(port);
    }

    int port() {
        return port;
    }

    /** Sends a request on a connection of its own. */
    RawResponse exchange(RawRequest request) throws IOException {
        return RawConnection.exchange(port, request);
    }

    RawResponse get(String path) throws IOException {
        return exchange(RawRequest.get(path));
    }

    /** Asks for JSON that is there. */
    JsonNode json(String path) {
        try {
            RawResponse response = get(path);
            if (response.status() != 200 || !response.isComplete()) {
                throw new IllegalStateException(path + ": " + response);
            }
            return JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a request hangs at the gate. */
    boolean hangsAt(String gate) {
        return json("/gates/" + gate).path("waiting").asInt(0) > 0;
    }

    /** Lets the requests go on that hang at the gate. */
    void open(String gate) throws IOException {
        RawResponse response = exchange(RawRequest.of("POST", "/gates/" + gate).body(""));
        if (response.status() != 200) {
            throw new IOException(gate + ": " + response);
        }
    }

    /** What became of the request that went through the gate, as soon as it says so. */
    String outcomeAt(String gate) {
        Patience.until(Duration.ofSeconds(10), () -> !outcome(gate).isEmpty());
        return outcome(gate);
    }

    private String outcome(String gate) {
        return json("/gates/" + gate).path("outcome").asString("");
    }

    @Override
    public void close() {
        RUNNING.remove(this);
        try {
            process.getOutputStream().close();
            if (process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It has closed its end itself.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
