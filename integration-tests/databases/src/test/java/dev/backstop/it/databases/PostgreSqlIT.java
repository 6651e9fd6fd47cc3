/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import dev.backstop.filter.database.Driver;
import dev.backstop.filter.database.FailureKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Failures of a real PostgreSQL. */
@Timeout(120)
class PostgreSqlIT {
    private static final String SLOW = "select pg_sleep(30)";

    private static @Nullable PostgreSqlServer started;

    @BeforeAll
    static void start() throws Exception {
        Installed.orSkip("PostgreSQL", PostgreSqlServer.isInstalled());
        started = PostgreSqlServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    private static PostgreSqlServer server() {
        return requireNonNull(started);
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(server().url());
    }

    @BeforeEach
    void createTable() throws SQLException {
        try (Connection connection = connect()) {
            Sessions.createTable(connection);
        }
    }

    @AfterEach
    void dropTable() throws SQLException {
        try (Connection connection = connect()) {
            Sessions.execute(connection, "drop table k");
        }
    }

    // ---- statements

    @Test
    void aStatementThatTakesLongerThanTheServerAllows() throws Exception {
        try (Connection connection = connect()) {
            Sessions.execute(connection, "set statement_timeout = '100ms'");

            Thrown.by(() -> Sessions.execute(connection, SLOW)).assertIs(FailureKind.QUERY_TIMEOUT, Driver.POSTGRESQL);
        }
    }

    @Test
    void aStatementThatTakesLongerThanTheDriverAllows() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);

            Thrown.by(() -> statement.execute(SLOW)).assertIs(FailureKind.QUERY_TIMEOUT, Driver.POSTGRESQL);
        }
    }

    @Test
    void aStatementThatIsCancelled() throws Exception {
        try (Connection connection = connect()) {
            Sessions.during(connection, SLOW, Statement::cancel).assertIs(FailureKind.QUERY_TIMEOUT, Driver.POSTGRESQL);
        }
    }

    @Test
    void whatFollowsInTheSameTransaction() throws Exception {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            Sessions.execute(connection, "set local statement_timeout = '100ms'");
            Thrown.by(() -> Sessions.execute(connection, SLOW));

            Thrown.by(() -> Sessions.execute(connection, "select 1")).assertIs(FailureKind.QUERY_TIMEOUT);
        }
    }

    @Test
    void mistakesAreNone() throws Exception {
        try (Connection connection = connect()) {
            assertNull(Thrown.by(() -> Sessions.execute(connection, "insert into k values (1, 1)"))
                    .failure());
            assertNull(Thrown.by(() -> Sessions.execute(connection, "select * from nowhere"))
                    .failure());
            assertNull(
                    Thrown.by(() -> Sessions.execute(connection, "select 1/0")).failure());
            assertNull(
                    Thrown.by(() -> DriverManager.getConnection(server().url().replace("/postgres", "/nowhere")))
                            .failure());
        }
    }

    // ---- transactions

    @Test
    void aRowThatIsLockedForTooLong() throws Exception {
        try (Connection holder = connect();
                Connection waiter = connect()) {
            holder.setAutoCommit(false);
            Sessions.execute(holder, "update k set v = 1 where id = 1");
            Sessions.execute(waiter, "set lock_timeout = '100ms'");

            Thrown.by(() -> Sessions.execute(waiter, "update k set v = 2 where id = 1"))
                    .assertIs(FailureKind.LOCK_TIMEOUT, Driver.POSTGRESQL);
            Thrown.by(() -> Sessions.execute(waiter, "select * from k for update nowait"))
                    .assertIs(FailureKind.LOCK_TIMEOUT, Driver.POSTGRESQL);
        }
    }

    @Test
    void theVictimOfADeadlock() throws Exception {
        try (Connection first = connect();
                Connection second = connect()) {
            Sessions.deadlock(first, second).assertIs(FailureKind.DEADLOCK, Driver.POSTGRESQL);
        }
    }

    @Test
    void aTransactionThatCannotBeSerialised() throws Exception {
        try (Connection first = connect();
                Connection second = connect()) {
            second.setAutoCommit(false);
            second.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            Sessions.execute(second, "select * from k");
            Sessions.execute(first, "update k set v = 1 where id = 1");

            Thrown.by(() -> Sessions.execute(second, "update k set v = 2 where id = 1"))
                    .assertIs(FailureKind.SERIALIZATION_FAILURE, Driver.POSTGRESQL);
        }
    }

    @Test
    void aTransactionThatIsReadOnly() throws Exception {
        try (Connection connection = connect()) {
            Sessions.execute(connection, "set default_transaction_read_only = on");

            Thrown.by(() -> Sessions.execute(connection, "update k set v = 1"))
                    .assertIs(FailureKind.READ_ONLY, Driver.POSTGRESQL);
        }
    }

    // ---- resources

    @Test
    void moreConnectionsThanARoleMayHave() throws Exception {
        try (Connection connection = connect()) {
            Sessions.execute(connection, "create role lim login connection limit 1");
            String url = server().url().replace("user=app", "user=lim");
            try (Connection only = DriverManager.getConnection(url)) {
                Thrown.by(() -> DriverManager.getConnection(url)).assertIs(FailureKind.OVERLOADED, Driver.POSTGRESQL);
                Sessions.execute(only, "select 1");
            }
            Sessions.execute(connection, "drop role lim");
        }
    }

    @Test
    void moreTemporaryFilesThanAreAllowed() throws Exception {
        try (Connection connection = connect()) {
            Sessions.execute(connection, "set temp_file_limit = '64kB'");
            Sessions.execute(connection, "set work_mem = '64kB'");

            Thrown.by(() -> Sessions.execute(connection, "select * from generate_series(1, 100000) n order by -n"))
                    .assertIs(FailureKind.OVERLOADED, Driver.POSTGRESQL);
        }
    }

    // ---- the server, and the way to it

    @Test
    void aSessionThatIsTerminated() throws Exception {
        try (Connection connection = connect();
                Connection other = connect()) {
            int pid = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();

            Sessions.during(
                            connection,
                            SLOW,
                            statement -> Sessions.execute(other, "select pg_terminate_backend(" + pid + ")"))
                    .assertIs(FailureKind.CONNECTION_LOST, Driver.POSTGRESQL);
            Thrown.by(() -> Sessions.execute(connection, "select 1"))
                    .assertIs(FailureKind.CONNECTION_LOST, Driver.POSTGRESQL);
        }
    }

    @Test
    void aNetworkThatIsGone() throws Exception {
        try (BlackHole network = BlackHole.before(server().port());
                Connection connection =
                        DriverManager.getConnection(server().url(network.port()) + "&socketTimeout=1")) {
            network.swallow();

            Thrown.by(() -> Sessions.execute(connection, "select 1"))
                    .assertIs(FailureKind.QUERY_TIMEOUT, Driver.POSTGRESQL);
        }
    }

    @Test
    void aServerThatStopsAndIsGone() throws Exception {
        Connection before = connect();
        server().stop();
        try {
            Thrown.by(() -> Sessions.execute(before, "select 1"))
                    .assertIs(FailureKind.CONNECTION_LOST, Driver.POSTGRESQL);
            Thrown.by(PostgreSqlIT::connect).assertIs(FailureKind.CONNECT_FAILED, Driver.POSTGRESQL);
        } finally {
            server().startAgain();
            before.close();
        }
    }

    @Test
    void aServerThatIsShuttingDown() throws Exception {
        try (Connection last = connect()) {
            server().stopWhenIdle();

            refused().assertIs(FailureKind.UNAVAILABLE, Driver.POSTGRESQL);
            Sessions.execute(last, "select 1");
        } finally {
            server().stop();
            server().startAgain();
        }
    }

    @Test
    void aServerThatIsStartingUp() throws Exception {
        server().stop();
        try {
            server().startAgainForever();

            refused().assertIs(FailureKind.UNAVAILABLE, Driver.POSTGRESQL);
        } finally {
            server().stop();
            server().startAgain();
        }
    }

    /** What the first new session is refused with; until the server heeds its signal there are some. */
    private static Thrown refused() {
        return Thrown.by(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                connect().close();
            }
        });
    }
}
