/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import dev.backstop.filter.database.Driver;
import dev.backstop.filter.database.FailureKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertNull;

/** Failures of H2 in this JVM. */
@Timeout(60)
class H2Test {
    private static final String LONG_QUERY =
            "select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b where a.x + b.x = 0";

    private static Connection connect(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=50");
    }

    @Test
    void aRowThatIsLockedForTooLong() throws Exception {
        try (Connection holder = connect("lock");
                Connection waiter = connect("lock")) {
            Sessions.createTable(holder);
            holder.setAutoCommit(false);
            Sessions.execute(holder, "update k set v = 1 where id = 1");

            Thrown.by(() -> Sessions.execute(waiter, "update k set v = 2 where id = 1"))
                    .assertIs(FailureKind.LOCK_TIMEOUT, Driver.H2);
        }
    }

    @Test
    void theVictimOfADeadlock() throws Exception {
        String url = "jdbc:h2:mem:deadlock;LOCK_TIMEOUT=20000";
        try (Connection first = DriverManager.getConnection(url);
                Connection second = DriverManager.getConnection(url)) {
            Sessions.createTable(first);

            Sessions.deadlock(first, second).assertIs(FailureKind.DEADLOCK, Driver.H2);
        }
    }

    @Test
    void aStatementThatTakesTooLong() throws Exception {
        try (Connection connection = connect("slow");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);

            Thrown.by(() -> statement.execute(LONG_QUERY)).assertIs(FailureKind.QUERY_TIMEOUT, Driver.H2);
        }
    }

    @Test
    void aStatementThatIsCancelled() throws Exception {
        try (Connection connection = connect("cancel")) {
            Sessions.during(connection, LONG_QUERY, Statement::cancel).assertIs(FailureKind.QUERY_TIMEOUT, Driver.H2);
        }
    }

    @Test
    void aDatabaseThatWasShutDown() throws Exception {
        try (Connection stops = connect("shutdown");
                Connection goesOn = connect("shutdown")) {
            Sessions.execute(stops, "shutdown immediately");

            Thrown.by(() -> Sessions.execute(goesOn, "select 1")).assertIs(FailureKind.UNAVAILABLE, Driver.H2);
        }
    }

    @Test
    void aDatabaseThatIsReadOnly(@TempDir Path directory) throws Exception {
        String url = "jdbc:h2:" + directory.resolve("shop").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url)) {
            Sessions.createTable(connection);
        }
        try (Connection connection = DriverManager.getConnection(url + ";ACCESS_MODE_DATA=r")) {
            Thrown.by(() -> Sessions.execute(connection, "update k set v = 1"))
                    .assertIs(FailureKind.READ_ONLY, Driver.H2);
        }
    }

    @Test
    void aServerThatIsNotThere() throws Exception {
        String url = "jdbc:h2:tcp://127.0.0.1:" + Ports.free() + "/shop";

        Thrown.by(() -> DriverManager.getConnection(url)).assertIs(FailureKind.CONNECT_FAILED, Driver.H2);
    }

    @Test
    void mistakesAreNone() throws Exception {
        try (Connection connection = connect("mistakes")) {
            Sessions.createTable(connection);

            assertNull(Thrown.by(() -> Sessions.execute(connection, "insert into k values (1, 1)"))
                    .failure());
            assertNull(Thrown.by(() -> Sessions.execute(connection, "select * from nowhere"))
                    .failure());
            assertNull(Thrown.by(() -> Sessions.execute(connection, "select from from"))
                    .failure());
        }
    }
}
