/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A JVM that a test has started: what it says, and what it answers. Ends with the JVM of the tests at the latest. */
final class Jvm implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(150);
    /** As the launchers say it, or Spring Boot. */
    private static final Pattern LISTENING = Pattern.compile("(?:^listening |.* started on port )(\\d+).*");

    private static final Set<Jvm> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Jvm::kill), "end-jvms"));
    }

    private final Process process;
    private final Output out;
    private final Output err;

    private Jvm(Process process, Output out, Output err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it, and does not wait for it.
     *
     * @param command of the JDK
     * @param folder of its own, where it writes
     */
    static Jvm start(Path command, Launch launch, Path folder) throws IOException {
        Path out = Files.createDirectories(folder).resolve("stdout.txt");
        Path err = folder.resolve("stderr.txt");
        List<String> words = new ArrayList<>();
        words.add(command.toString());
        words.addAll(launch.options());
        words.addAll(launch.main());
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // Only those of the test.
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().putAll(launch.environment());
        Jvm jvm = new Jvm(builder.start(), new Output(out), new Output(err));
        RUNNING.add(jvm);
        return jvm;
    }

    /** The port on which it serves requests, as soon as it does. */
    int port() throws IOException {
        Patience.until(START, () -> said() != null || !process.isAlive());
        String port = said();
        if (port == null) {
            throw new IOException("it did not start, see " + err);
        }
        return Integer.parseInt(port);
    }

    private @Nullable String said() {
        return out.lines().stream()
                .map(LISTENING::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse(null);
    }

    RawResponse get(String path) throws IOException {
        return exchange(RawRequest.get(path));
    }

    /** Waits until the agent has woven the JDK's own classes, which it does a little after the application has started. */
    void awaitJdkWoven() {
        boolean woven = Patience.until(START, () -> {
            letAThreadDie();
            return !err.lines("fault=dead-thread").isEmpty();
        });
        assertTrue(woven, this::toString);
    }

    private void letAThreadDie() {
        try {
            get("/end/thread");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawResponse exchange(RawRequest request) throws IOException {
        return RawConnection.exchange(port(), request);
    }

    String pid() {
        return Long.toString(process.pid());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written to standard output. */
    Output out() {
        return out;
    }

    /** What it has written to standard error. */
    Output err() {
        return err;
    }

    /** Ends its standard input, at which those end that would run for ever, and waits for its own end. Returns the exit code. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("it does not end, see " + err);
        }
        return process.exitValue();
    }

    /** Ends it, whatever it does. */
    @Override
    public void close() {
        kill();
        RUNNING.remove(this);
    }

    private void kill() {
        // It has started none itself, but for the JDK's own that makes an ahead-of-time cache.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return err.toString();
    }
}
