/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import dev.backstop.filter.database.Driver;
import dev.backstop.filter.database.FailureKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Properties;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drivers whose server is not there. */
@Timeout(60)
class ConnectTest {
    /** A label may have 63 characters: it is not asked for in any network. */
    private static final String NO_HOST = "x".repeat(64);

    /** A driver, and what gives it up after about a second. */
    enum Client {
        POSTGRESQL(Driver.POSTGRESQL, "jdbc:postgresql://%s:%d/shop", "connectTimeout=1", "socketTimeout=1"),
        MARIADB(Driver.MARIADB, "jdbc:mariadb://%s:%d/shop", "connectTimeout=1000"),
        MYSQL(Driver.MYSQL, "jdbc:mysql://%s:%d/shop", "connectTimeout=1000", "socketTimeout=1000"),
        SQL_SERVER(
                Driver.SQL_SERVER,
                "jdbc:sqlserver://%s:%d",
                "encrypt=false",
                "loginTimeout=1",
                "connectRetryCount=0",
                "socketTimeout=1000"),
        ORACLE(
                Driver.ORACLE,
                "jdbc:oracle:thin:@//%s:%d/shop",
                "oracle.net.CONNECT_TIMEOUT=1000",
                "oracle.jdbc.ReadTimeout=1000");

        private final Driver driver;
        private final String url;
        private final Properties properties = new Properties();

        Client(Driver driver, String url, String... properties) {
            this.driver = driver;
            this.url = url;
            this.properties.setProperty("user", "app");
            this.properties.setProperty("password", "app");
            for (String property : properties) {
                String[] pair = property.split("=", 2);
                this.properties.setProperty(pair[0], pair[1]);
            }
        }

        private Connection connect(String host, int port) throws Exception {
            return DriverManager.getConnection(String.format(url, host, port), properties);
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionRefused(Client client) throws Exception {
        int port = Ports.free();
        Thrown thrown = Thrown.by(() -> client.connect("127.0.0.1", port));

        thrown.assertIsWhenConnecting(FailureKind.CONNECT_FAILED);
        // SQL Server's driver gives the cause in its message only.
        thrown.assertIs(
                client == Client.SQL_SERVER ? FailureKind.CONNECTION_LOST : FailureKind.CONNECT_FAILED, client.driver);
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatDoesNotExist(Client client) {
        Thrown thrown = Thrown.by(() -> client.connect(NO_HOST, 1));

        thrown.assertIsWhenConnecting(FailureKind.CONNECT_FAILED);
    }

    /** SQL Server's driver heeds none of its time-outs here. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQL_SERVER")
    void aPortThatAcceptsAndSaysNothing(Client client) throws Exception {
        try (BlackHole hole = BlackHole.withNothingBehind()) {
            Thrown thrown = Thrown.by(() -> client.connect("127.0.0.1", hole.port()));

            thrown.assertIsWhenConnecting(FailureKind.CONNECT_FAILED);
        }
    }
}
