/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import dev.backstop.filter.database.DatabaseFailure;
import dev.backstop.filter.database.Driver;
import dev.backstop.filter.database.FailureKind;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Pools with one connection, which is in use, and pools whose database refuses. */
@Timeout(60)
class PoolTest {
    private static final String H2 = "jdbc:h2:mem:pools;DB_CLOSE_DELAY=-1";

    /** Each is called "orders", has one connection, and waits for it for less than a second. */
    enum Pool {
        HIKARICP {
            @Override
            DataSource open(String url) {
                HikariDataSource pool = new HikariDataSource();
                pool.setPoolName("orders");
                pool.setJdbcUrl(url);
                pool.setMaximumPoolSize(1);
                pool.setConnectionTimeout(500);
                pool.setInitializationFailTimeout(-1);
                return pool;
            }
        },
        TOMCAT {
            @Override
            DataSource open(String url) {
                org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
                pool.setName("orders");
                pool.setUrl(url);
                pool.setMaxActive(1);
                pool.setInitialSize(0);
                pool.setMaxWait(500);
                return pool;
            }
        },
        DBCP {
            @Override
            DataSource open(String url) {
                BasicDataSource pool = new BasicDataSource();
                pool.setUrl(url);
                pool.setMaxTotal(1);
                pool.setMaxWait(Duration.ofMillis(500));
                return pool;
            }
        },
        AGROAL {
            @Override
            DataSource open(String url) throws Exception {
                return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(pool -> pool.maxSize(1)
                                .acquisitionTimeout(Duration.ofMillis(500))
                                .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url))));
            }
        },
        C3P0 {
            @Override
            DataSource open(String url) {
                ComboPooledDataSource pool = new ComboPooledDataSource("orders");
                pool.setJdbcUrl(url);
                pool.setInitialPoolSize(0);
                pool.setMinPoolSize(0);
                pool.setMaxPoolSize(1);
                pool.setCheckoutTimeout(500);
                pool.setAcquireRetryAttempts(1);
                return pool;
            }
        };

        abstract DataSource open(String url) throws Exception;
    }

    /** The first one of a JVM may take longer than a pool waits here. */
    @BeforeAll
    static void loadH2() throws SQLException {
        DriverManager.getConnection(H2).close();
    }

    private static void close(DataSource pool) throws Exception {
        if (pool instanceof AutoCloseable closeable) {
            closeable.close();
        } else if (pool instanceof org.apache.tomcat.jdbc.pool.DataSource tomcat) {
            tomcat.close(true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void allConnectionsInUse(Pool pool) throws Exception {
        DataSource source = pool.open(H2);
        try (Connection only = source.getConnection()) {
            Thrown thrown = Thrown.by(source::getConnection);

            thrown.assertIs(FailureKind.POOL_EXHAUSTED, Driver.OTHER);
            thrown.assertIsWhenConnecting(FailureKind.POOL_EXHAUSTED);
            assertFalse(only.isClosed());
        } finally {
            close(source);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatRefuses(Pool pool) throws Exception {
        DataSource source = pool.open("jdbc:postgresql://127.0.0.1:" + Ports.free() + "/shop?user=app");
        try {
            // c3p0 tells it to its log only.
            FailureKind told = pool == Pool.C3P0 ? FailureKind.POOL_EXHAUSTED : FailureKind.CONNECT_FAILED;

            Thrown.by(source::getConnection).assertIs(told);
        } finally {
            close(source);
        }
    }

    @Test
    void hikariTellsItsName() throws Exception {
        DataSource source = Pool.HIKARICP.open(H2);
        try (Connection only = source.getConnection()) {
            DatabaseFailure failure = Thrown.by(source::getConnection).failure();

            assertEquals(new DatabaseFailure(FailureKind.POOL_EXHAUSTED, null, 0, Driver.OTHER, "orders"), failure);
            assertFalse(only.isClosed());
        } finally {
            close(source);
        }
    }
}
