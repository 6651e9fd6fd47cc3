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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertNull;

/** Failures of SQLite in this JVM. */
@Timeout(60)
class SqliteTest {
    private static final String ENDLESS =
            "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from n";

    @TempDir
    private Path directory;

    @BeforeEach
    void createTable() throws SQLException {
        try (Connection connection = connect("")) {
            Sessions.createTable(connection);
        }
    }

    private Connection connect(String parameters) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:" + directory.resolve("shop.db") + "?busy_timeout=50" + parameters);
    }

    @Test
    void aFileThatIsLockedForTooLong() throws Exception {
        try (Connection holder = connect("");
                Connection waiter = connect("")) {
            Sessions.execute(holder, "begin immediate");

            Thrown.by(() -> Sessions.execute(waiter, "update k set v = 2"))
                    .assertIs(FailureKind.LOCK_TIMEOUT, Driver.SQLITE);
            Sessions.execute(holder, "rollback");
        }
    }

    @Test
    void aStatementThatIsCancelled() throws Exception {
        try (Connection connection = connect("")) {
            Sessions.during(connection, ENDLESS, Statement::cancel).assertIs(FailureKind.QUERY_TIMEOUT, Driver.SQLITE);
        }
    }

    @Test
    void aDatabaseThatIsReadOnly() throws Exception {
        try (Connection connection = connect("&open_mode=1")) {
            Thrown.by(() -> Sessions.execute(connection, "update k set v = 1"))
                    .assertIs(FailureKind.READ_ONLY, Driver.SQLITE);
        }
    }

    @Test
    void aDatabaseThatIsFull() throws Exception {
        try (Connection connection = connect("")) {
            Sessions.execute(connection, "pragma max_page_count = 5");

            Thrown.by(() -> Sessions.execute(connection, "create table full as select zeroblob(100000)"))
                    .assertIs(FailureKind.DISK_FULL, Driver.SQLITE);
        }
    }

    @Test
    void mistakesAreNone() throws Exception {
        try (Connection connection = connect("")) {
            assertNull(Thrown.by(() -> Sessions.execute(connection, "insert into k values (1, 1)"))
                    .failure());
            assertNull(Thrown.by(() -> Sessions.execute(connection, "select * from nowhere"))
                    .failure());
        }
    }
}
