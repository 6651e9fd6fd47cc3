/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A temporary directory, and commands that run in it as a user without privileges: databases refuse to run as root. Where the tests
 * do not run as root, it is their own user. Not safe for use by many threads.
 */
final class Home implements AutoCloseable {
    private static final long COMMAND_SECONDS = 120;
    private static final long STOP_SECONDS = 60;

    private final Path directory;
    private final @Nullable String user;

    private Home(Path directory, @Nullable String user) {
        this.directory = directory;
        this.user = user;
    }

    /** One for the user of that name, which the database's package makes. */
    static Home of(String user) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("backstop-" + user);
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        Home home = new Home(directory, isRoot ? user : null);
        if (isRoot) {
            home.runAsIs("chown", user, directory.toString());
        }
        return home;
    }

    Path directory() {
        return directory;
    }

    /**
     * Runs a command to its end.
     *
     * @throws IOException if it fails, with what it printed
     */
    void run(String... command) throws IOException, InterruptedException {
        runAsIs(asUser(command));
    }

    /** Writes a file that the user can read. */
    void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    /** Starts a command whose output goes to {@code log}. */
    Process start(String... command) throws IOException {
        return new ProcessBuilder(asUser(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    /** What the started command said. */
    Path log() {
        return directory.resolve("log");
    }

    /** Sends a signal to a process that was started here, and waits for its end. */
    void stop(Process process, String signal) throws IOException, InterruptedException {
        signal(process, signal);
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IOException("it did not stop on " + signal + ": " + Files.readString(log()));
        }
    }

    /** Sends a signal to a process that was started here. */
    void signal(Process process, String signal) throws IOException, InterruptedException {
        if (process.isAlive()) {
            runAsIs("kill", "-" + signal, Long.toString(process.pid()));
        }
    }

    /** The process that runs in the end is the program itself: setpriv gives its place to it. */
    private String[] asUser(String... command) {
        if (user == null) {
            return command;
        }
        List<String> all = new ArrayList<>(
                List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--inh-caps=-all"));
        all.addAll(List.of(command));
        return all.toArray(String[]::new);
    }

    private void runAsIs(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("backstop", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException(command[0] + " does not end: " + Files.readString(output));
            }
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    /** Deletes the directory. */
    @Override
    public void close() throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
