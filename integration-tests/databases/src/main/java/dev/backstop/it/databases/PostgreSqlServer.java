/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of its own: a plain process on an ephemeral port of loopback, its data in a temporary directory, and gone when it is
 * closed. Its superuser is {@code app}, without a password. Not safe for use by many threads.
 */
public final class PostgreSqlServer implements AutoCloseable {
    private static final String USER = "postgres";
    /** Fast: sessions are ended. */
    private static final String FAST = "INT";
    /** Smart: sessions may go on, and new ones are refused. */
    private static final String SMART = "TERM";

    private final Home home;
    private final int port;
    private Process process;

    private PostgreSqlServer(Home home) throws IOException, InterruptedException {
        this.home = home;
        this.port = Ports.free();
        String data = home.directory().resolve("data").toString();
        home.run(Program.get("initdb").toString(), "-D", data, "-U", "app", "-A", "trust", "-E", "UTF8", "--no-sync");
        this.process = launch();
        awaitReady();
    }

    /** Whether its programs are there. */
    public static boolean isInstalled() {
        return Program.find(USER).isPresent() && Program.find("initdb").isPresent();
    }

    /** A new one that takes connections. */
    public static PostgreSqlServer start() throws IOException, InterruptedException {
        Home home = Home.of(USER);
        try {
            return new PostgreSqlServer(home);
        } catch (IOException e) {
            home.close();
            throw e;
        }
    }

    private Process launch() throws IOException {
        return home.start(
                Program.get(USER).toString(),
                "-D",
                home.directory().resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                "-c",
                "max_connections=20",
                "-c",
                "restore_command=sleep 60");
    }

    public int port() {
        return port;
    }

    /** The JDBC URL of its superuser. */
    public String url() {
        return url(port);
    }

    /** The same through another port, such as a {@link BlackHole}'s. */
    public String url(int throughPort) {
        return "jdbc:postgresql://127.0.0.1:" + throughPort + "/postgres?user=app";
    }

    /** Stops it, with the sessions that there are. */
    public void stop() throws IOException, InterruptedException {
        home.stop(process, FAST);
    }

    /** Has it stop once the last session is over. It refuses new ones from soon after on. */
    public void stopWhenIdle() throws IOException, InterruptedException {
        home.signal(process, SMART);
    }

    /** Starts it again after it was stopped. */
    public void startAgain() throws IOException, InterruptedException {
        Files.deleteIfExists(recoverySignal());
        process = launch();
        awaitReady();
    }

    /** Starts it again, and has it wait for its archive: it listens, and goes on starting up until it is stopped. */
    public void startAgainForever() throws IOException, InterruptedException {
        Files.createFile(recoverySignal());
        process = launch();
        Ports.awaitListener(port, process, home);
    }

    private Path recoverySignal() {
        return home.directory().resolve("data").resolve("recovery.signal");
    }

    private void awaitReady() throws IOException, InterruptedException {
        Ports.awaitListener(port, process, home);
        long start = System.nanoTime();
        while (!lastLogHas("database system is ready to accept connections")) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)
                    || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
                throw new IOException("it does not start: " + Files.readString(home.log()));
            }
        }
    }

    /** Since it was started last. */
    private boolean lastLogHas(String text) throws IOException {
        String log = Files.readString(home.log());
        return log.lastIndexOf(text) > log.lastIndexOf("starting PostgreSQL");
    }

    @Override
    public void close() throws IOException {
        try {
            // Immediately, whatever it is about: its data goes too.
            home.stop(process, "QUIT");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            home.close();
        }
    }
}
