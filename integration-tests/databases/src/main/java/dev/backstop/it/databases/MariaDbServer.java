/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import java.io.IOException;

/**
 * A MariaDB of its own: a plain process on an ephemeral port of loopback, its data in a temporary directory, and gone when it is closed.
 * {@code app}, without a password, may do anything. Not safe for use by many threads.
 */
public final class MariaDbServer implements AutoCloseable {
    private static final String USER = "mysql";
    private static final String SERVER = "mariadbd";
    private static final String INSTALLER = "mariadb-install-db";

    private final Home home;
    private final int port;
    private Process process;

    private MariaDbServer(Home home) throws IOException, InterruptedException {
        this.home = home;
        this.port = Ports.free();
        home.run(
                Program.get(INSTALLER).toString(),
                "--no-defaults",
                "--datadir=" + home.directory().resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db");
        home.write("init.sql", """
                CREATE DATABASE IF NOT EXISTS shop;
                CREATE USER IF NOT EXISTS app@'%';
                GRANT ALL ON *.* TO app@'%' WITH GRANT OPTION;
                """);
        this.process = launch();
        Ports.awaitListener(port, process, home);
    }

    /** Whether its programs are there. */
    public static boolean isInstalled() {
        return Program.find(SERVER).isPresent() && Program.find(INSTALLER).isPresent();
    }

    /** A new one that takes connections. */
    public static MariaDbServer start() throws IOException, InterruptedException {
        Home home = Home.of(USER);
        try {
            return new MariaDbServer(home);
        } catch (IOException e) {
            home.close();
            throw e;
        }
    }

    private Process launch() throws IOException {
        return home.start(
                Program.get(SERVER).toString(),
                "--no-defaults",
                "--datadir=" + home.directory().resolve("data"),
                "--init-file=" + home.directory().resolve("init.sql"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + home.directory().resolve("socket"),
                "--pid-file=" + home.directory().resolve("pid"),
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=32M");
    }

    public int port() {
        return port;
    }

    /** The JDBC URL for MariaDB's own driver. */
    public String url() {
        return url("mariadb", port);
    }

    /** The same for another driver ({@code mysql}), or through another port, such as a {@link BlackHole}'s. */
    public String url(String driver, int throughPort) {
        return "jdbc:" + driver + "://127.0.0.1:" + throughPort + "/shop?user=app";
    }

    /** Stops it, with the sessions that there are. */
    public void stop() throws IOException, InterruptedException {
        home.stop(process, "TERM");
    }

    /** Starts it again after it was stopped. */
    public void startAgain() throws IOException, InterruptedException {
        process = launch();
        Ports.awaitListener(port, process, home);
    }

    @Override
    public void close() throws IOException {
        try {
            home.stop(process, "KILL");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            home.close();
        }
    }
}
