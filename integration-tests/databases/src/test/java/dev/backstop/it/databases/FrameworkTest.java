/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import com.zaxxer.hikari.HikariDataSource;
import dev.backstop.filter.database.Driver;
import dev.backstop.filter.database.FailureKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.hibernate.SessionFactory;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.junit.jupiter.api.Assertions.assertFalse;

/** The same failure through what applications use on top of JDBC. */
@Timeout(60)
class FrameworkTest {
    private static final String URL = "jdbc:h2:mem:frameworks;LOCK_TIMEOUT=50";
    private static final String UPDATE = "update k set v = v + 1 where id = 1";

    private final HikariDataSource pool = new HikariDataSource();
    private Connection keepsTable;

    /** How it updates a row that somebody else holds. */
    enum Framework {
        SPRING(source -> new JdbcTemplate(source).update(UPDATE)),
        SPRING_TRANSACTION(source -> new TransactionTemplate(new DataSourceTransactionManager(source))
                .executeWithoutResult(status -> new JdbcTemplate(source).update(UPDATE))),
        HIBERNATE(FrameworkTest::updateByHibernate),
        JOOQ(source -> DSL.using(source, SQLDialect.H2).execute(UPDATE)),
        MYBATIS(FrameworkTest::updateByMyBatis);

        private final Consumer<DataSource> update;

        Framework(Consumer<DataSource> update) {
            this.update = update;
        }
    }

    private static void updateByHibernate(DataSource source) {
        org.hibernate.cfg.Configuration configuration = new org.hibernate.cfg.Configuration()
                .setProperty("hibernate.dialect", "org.hibernate.dialect.H2Dialect")
                .setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
        configuration.getProperties().put("hibernate.connection.datasource", source);
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            factory.inTransaction(
                    session -> session.createNativeMutationQuery(UPDATE).executeUpdate());
        }
    }

    /** A mapper of MyBatis'. */
    interface Rows {
        @Update(UPDATE)
        int update();
    }

    private static void updateByMyBatis(DataSource source) {
        Configuration configuration = new Configuration(new Environment("test", new JdbcTransactionFactory(), source));
        configuration.addMapper(Rows.class);
        try (SqlSession session =
                new SqlSessionFactoryBuilder().build(configuration).openSession()) {
            session.getMapper(Rows.class).update();
        }
    }

    @BeforeEach
    void createTable() throws SQLException {
        pool.setPoolName("orders");
        pool.setJdbcUrl(URL);
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(500);
        // Not the pool's: the first connection of a JVM may take longer than that waits.
        keepsTable = DriverManager.getConnection(URL);
        Sessions.createTable(keepsTable);
    }

    @AfterEach
    void close() throws SQLException {
        pool.close();
        keepsTable.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsLockedForTooLong(Framework framework) throws Exception {
        try (Connection holder = pool.getConnection()) {
            holder.setAutoCommit(false);
            Sessions.execute(holder, UPDATE);

            Thrown.by(() -> framework.update.accept(pool)).assertIs(FailureKind.LOCK_TIMEOUT, Driver.H2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPoolThatIsExhausted(Framework framework) throws Exception {
        try (Connection first = pool.getConnection();
                Connection second = pool.getConnection()) {
            Thrown.by(() -> framework.update.accept(pool)).assertIs(FailureKind.POOL_EXHAUSTED);
            assertFalse(first.isClosed() || second.isClosed());
        }
    }

    /** The only one without any SQLException. */
    @Test
    void aTransactionOfSpringsWhoseTimeIsOverBetweenTwoStatements() {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        transaction.setTimeout(1);
        JdbcTemplate template = new JdbcTemplate(pool);

        Thrown.by(() -> transaction.executeWithoutResult(status -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        template.queryForObject("select 1", Integer.class);
                    }
                }))
                .assertIs(FailureKind.QUERY_TIMEOUT);
    }
}
