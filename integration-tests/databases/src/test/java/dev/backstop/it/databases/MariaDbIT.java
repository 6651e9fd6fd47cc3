/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import dev.backstop.filter.database.Driver;
import dev.backstop.filter.database.FailureKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Failures of a real MariaDB, through its own driver and through MySQL's. */
@Timeout(120)
class MariaDbIT {
    private static final String SLOW = "select sleep(30)";

    private static @Nullable MariaDbServer started;

    /** How each is connected with. */
    enum Client {
        MARIADB("mariadb", Driver.MARIADB),
        MYSQL("mysql", Driver.MYSQL);

        private final String scheme;
        private final Driver driver;

        Client(String scheme, Driver driver) {
            this.scheme = scheme;
            this.driver = driver;
        }

        private String url(int port) {
            return server().url(scheme, port);
        }

        private Connection connect() throws SQLException {
            return DriverManager.getConnection(url(server().port()));
        }

        private Connection connectAs(String user) throws SQLException {
            return DriverManager.getConnection(url(server().port()).replace("user=app", "user=" + user));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Installed.orSkip("MariaDB", MariaDbServer.isInstalled());
        started = MariaDbServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    private static MariaDbServer server() {
        return requireNonNull(started);
    }

    @BeforeEach
    void createTable() throws SQLException {
        try (Connection connection = Client.MARIADB.connect()) {
            Sessions.createTable(connection);
        }
    }

    @AfterEach
    void dropTable() throws SQLException {
        try (Connection connection = Client.MARIADB.connect()) {
            Sessions.execute(connection, "drop table k");
        }
    }

    // ---- statements

    @ParameterizedTest
    @EnumSource
    void aStatementThatTakesLongerThanTheServerAllows(Client client) throws Exception {
        try (Connection connection = client.connect()) {
            Sessions.execute(connection, "set max_statement_time = 0.1");

            Thrown.by(() -> Sessions.execute(connection, SLOW)).assertIs(FailureKind.QUERY_TIMEOUT, client.driver);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatTakesLongerThanTheDriverAllows(Client client) throws Exception {
        try (Connection connection = client.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);

            Thrown.by(() -> statement.execute(SLOW)).assertIs(FailureKind.QUERY_TIMEOUT, client.driver);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatIsKilled(Client client) throws Exception {
        try (Connection connection = client.connect();
                Connection other = client.connect()) {
            String kill = "kill query " + id(connection);
            holdRow(other);

            Sessions.during(connection, "update k set v = 2 where id = 1", statement -> Sessions.execute(other, kill))
                    .assertIs(FailureKind.QUERY_TIMEOUT, client.driver);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mistakesAreNone(Client client) throws Exception {
        try (Connection connection = client.connect()) {
            assertNull(Thrown.by(() -> Sessions.execute(connection, "insert into k values (1, 1)"))
                    .failure());
            assertNull(Thrown.by(() -> Sessions.execute(connection, "select * from nowhere"))
                    .failure());
            assertNull(Thrown.by(() -> Sessions.execute(connection, "select from from"))
                    .failure());
            assertNull(Thrown.by(() -> client.connectAs("nobody")).failure());
        }
    }

    // ---- transactions

    private static void holdRow(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Sessions.execute(connection, "update k set v = 1 where id = 1");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsLockedForTooLong(Client client) throws Exception {
        try (Connection holder = client.connect();
                Connection waiter = client.connect()) {
            holdRow(holder);
            Sessions.execute(waiter, "set innodb_lock_wait_timeout = 1");

            Thrown.by(() -> Sessions.execute(waiter, "update k set v = 2 where id = 1"))
                    .assertIs(FailureKind.LOCK_TIMEOUT, client.driver);
            Thrown.by(() -> Sessions.execute(waiter, "select * from k for update nowait"))
                    .assertIs(FailureKind.LOCK_TIMEOUT, client.driver);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theVictimOfADeadlock(Client client) throws Exception {
        try (Connection first = client.connect();
                Connection second = client.connect()) {
            Sessions.deadlock(first, second).assertIs(FailureKind.DEADLOCK, client.driver);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatIsReadOnly(Client client) throws Exception {
        try (Connection connection = client.connect()) {
            Sessions.execute(connection, "start transaction read only");

            Thrown.by(() -> Sessions.execute(connection, "update k set v = 1"))
                    .assertIs(FailureKind.READ_ONLY, client.driver);
        }
    }

    // ---- resources, and what the server allows

    @ParameterizedTest
    @EnumSource
    void aServerThatIsReadOnly(Client client) throws Exception {
        try (Connection administrator = client.connect()) {
            Sessions.execute(administrator, "create user writer@'%'");
            Sessions.execute(administrator, "grant select, update on shop.* to writer@'%'");
            Sessions.execute(administrator, "set global read_only = 1");
            try (Connection connection = client.connectAs("writer")) {
                Thrown.by(() -> Sessions.execute(connection, "update k set v = 1"))
                        .assertIs(FailureKind.READ_ONLY, client.driver);
            } finally {
                Sessions.execute(administrator, "set global read_only = 0");
                Sessions.execute(administrator, "drop user writer@'%'");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreConnectionsThanAUserMayHave(Client client) throws Exception {
        try (Connection administrator = client.connect()) {
            Sessions.execute(administrator, "create user lim@'%' with max_user_connections 1");
            Sessions.execute(administrator, "grant select on shop.* to lim@'%'");
            try (Connection only = client.connectAs("lim")) {
                Thrown.by(() -> client.connectAs("lim")).assertIs(FailureKind.OVERLOADED, client.driver);
                Sessions.execute(only, "select 1");
            } finally {
                Sessions.execute(administrator, "drop user lim@'%'");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreConnectionsThanTheServerTakes(Client client) throws Exception {
        List<Connection> open = new ArrayList<>();
        try (Connection administrator = client.connect()) {
            Sessions.execute(administrator, "create user visitor@'%'");
            Sessions.execute(administrator, "grant select on shop.* to visitor@'%'");
            Sessions.execute(administrator, "set global max_connections = 10");
            try {
                Thrown.by(() -> {
                            while (open.size() < 20) {
                                open.add(client.connectAs("visitor"));
                            }
                        })
                        .assertIs(FailureKind.OVERLOADED, client.driver);
            } finally {
                Sessions.execute(administrator, "set global max_connections = 151");
                for (Connection connection : open) {
                    connection.close();
                }
                Sessions.execute(administrator, "drop user visitor@'%'");
            }
        }
    }

    // ---- the server, and the way to it

    @ParameterizedTest
    @EnumSource
    void aSessionThatIsKilled(Client client) throws Exception {
        try (Connection connection = client.connect();
                Connection other = client.connect()) {
            long id = id(connection);

            Sessions.during(connection, SLOW, statement -> killIfThere(other, id))
                    .assertIs(FailureKind.CONNECTION_LOST, client.driver);
            Thrown.by(() -> Sessions.execute(connection, "select 1"))
                    .assertIs(FailureKind.CONNECTION_LOST, client.driver);
        }
    }

    private static long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select connection_id()")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void killIfThere(Connection connection, long id) {
        try {
            Sessions.execute(connection, "kill " + id);
        } catch (SQLException e) {
            // It has been killed already.
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNetworkThatIsGone(Client client) throws Exception {
        try (BlackHole network = BlackHole.before(server().port());
                Connection connection =
                        DriverManager.getConnection(client.url(network.port()) + "&socketTimeout=1000")) {
            network.swallow();

            Thrown.by(() -> Sessions.execute(connection, "select 1"))
                    .assertIs(FailureKind.QUERY_TIMEOUT, client.driver);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatStopsAndIsGone(Client client) throws Exception {
        Connection before = client.connect();
        server().stop();
        try {
            Thrown.by(() -> Sessions.execute(before, "select 1")).assertIs(FailureKind.CONNECTION_LOST, client.driver);
            Thrown.by(client::connect).assertIs(FailureKind.CONNECT_FAILED, client.driver);
        } finally {
            server().startAgain();
            before.close();
        }
    }
}
