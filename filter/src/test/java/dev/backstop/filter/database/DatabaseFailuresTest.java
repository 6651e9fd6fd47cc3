/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import com.sun.management.ThreadMXBean;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How the failure is found among the throwables that hang together, and what stops nobody. */
@Timeout(20)
class DatabaseFailuresTest {
    // ---- what says what

    /** The rows of the table for which nothing was observed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            org.postgresql.util.PSQLException                    | -                  | 40001 | 0     | SERIALIZATION_FAILURE
            org.postgresql.util.PSQLException                    | -                  | 53100 | 0     | DISK_FULL
            org.postgresql.util.PSQLException                    | -                  | 53200 | 0     | OVERLOADED
            org.postgresql.util.PSQLException                    | -                  | 57P02 | 0     | CONNECTION_LOST
            org.postgresql.util.PSQLException                    | -                  | 25006 | 0     | READ_ONLY
            java.sql.SQLException                                | org.mariadb.jdbc   | HY000 | 1114  | DISK_FULL
            java.sql.SQLException                                | org.mariadb.jdbc   | HY000 | 3024  | QUERY_TIMEOUT
            java.sql.SQLException                                | org.mariadb.jdbc   | 70100 | 1927  | CONNECTION_LOST
            com.mysql.cj.jdbc.exceptions.MySQLTransactionRollbackException | -        | 40001 | 1205  | LOCK_TIMEOUT
            java.sql.SQLException                                | com.mysql.cj       | HY000 | 3572  | LOCK_TIMEOUT
            java.sql.SQLNonTransientConnectionException          | com.mysql.cj       | 08S01 | 1053  | UNAVAILABLE
            com.microsoft.sqlserver.jdbc.SQLServerException      | -                  | 40001 | 1205  | DEADLOCK
            com.microsoft.sqlserver.jdbc.SQLServerException      | -                  | S0051 | 1222  | LOCK_TIMEOUT
            com.microsoft.sqlserver.jdbc.SQLServerException      | -                  | HY008 | 0     | QUERY_TIMEOUT
            java.sql.SQLException                                | oracle.jdbc.driver | 61000 | 60    | DEADLOCK
            java.sql.SQLException                                | oracle.jdbc.driver | 72000 | 8177  | SERIALIZATION_FAILURE
            java.sql.SQLTimeoutException                         | oracle.jdbc.driver | 72000 | 1013  | QUERY_TIMEOUT
            java.sql.SQLException                                | oracle.jdbc.driver | 61000 | 54    | LOCK_TIMEOUT
            java.sql.SQLRecoverableException                     | oracle.jdbc.driver | 08003 | 17008 | CONNECTION_LOST
            java.sql.SQLException                                | oracle.jdbc.driver | 66000 | 12516 | OVERLOADED
            java.sql.SQLException                                | oracle.jdbc.driver | 72000 | 1033  | UNAVAILABLE
            java.sql.SQLException                                | oracle.jdbc.driver | 99999 | 16000 | READ_ONLY
            org.h2.jdbc.JdbcSQLException                         | -                  | 90131 | 90131 | SERIALIZATION_FAILURE
            org.h2.jdbc.JdbcSQLNonTransientConnectionException   | -                  | 90098 | 90098 | UNAVAILABLE
            org.h2.jdbc.JdbcSQLException                         | -                  | 90097 | 90097 | READ_ONLY
            org.sqlite.SQLiteException                           | -                  | -     | 517   | LOCK_TIMEOUT
            java.sql.SQLTransactionRollbackException             | -                  | -     | 0     | SERIALIZATION_FAILURE
            java.sql.SQLTimeoutException                         | -                  | -     | 0     | QUERY_TIMEOUT
            java.sql.SQLRecoverableException                     | -                  | -     | 0     | CONNECTION_LOST
            java.sql.SQLException                                | -                  | 23505 | 0     | -
            org.postgresql.util.PSQLException                    | -                  | 42P01 | 0     | -
            org.postgresql.util.PSQLException                    | -                  | 28P01 | 0     | -
            java.sql.SQLException                                | -                  | HY000 | 1205  | -
            java.sql.SQLException                                | -                  | -     | 0     | -
            """)
    void aDriversVendorCodeGoesBeforeTheSqlStateAndThatBeforeTheClass(
            String className,
            @Nullable String maker,
            @Nullable String state,
            int vendorCode,
            @Nullable FailureKind kind) {
        SQLException thrown = ForeignExceptions.sql(className, "message", state, vendorCode);
        ForeignExceptions.madeBy(maker == null ? "com.example.shop" : maker, thrown);

        assertEquals(kind, kind(thrown));
    }

    @Test
    void theOneThatTheDatabaseSaidGoesBeforeWhatTheConnectionDid() {
        SQLException lost = new SQLException("lost", "08006");
        lost.setNextException(new SQLException("victim", "40P01"));

        assertEquals(FailureKind.DEADLOCK, kind(lost));
    }

    @Test
    void aPoolWhosePasswordIsWrongIsNotExhausted() {
        SQLException refused =
                new SQLException("orders - Connection is not available, request timed out after 1ms", "28P01");

        assertNull(DatabaseFailures.in(refused));
    }

    @Test
    void itsFieldsAreOfTheOneThatDecided() {
        SQLException pool =
                new SQLException("orders - Connection is not available, request timed out after 1ms", "08001");
        pool.initCause(ForeignExceptions.sql("com.mysql.cj.jdbc.exceptions.X", "secret", "08004", 1040));

        assertEquals(
                new DatabaseFailure(FailureKind.OVERLOADED, "08004", 1040, Driver.MYSQL, "orders"),
                DatabaseFailures.in(new IllegalStateException(pool)));
    }

    @Test
    void whatStandsInThePlaceOfASqlStateIsNotTold() {
        assertHasNoState("update customers set");
        assertHasNoState("UPDATE");
        assertHasNoState("jane!");
    }

    private static void assertHasNoState(String given) {
        DatabaseFailure failure = DatabaseFailures.in(new SQLTimeoutException("reason", given));

        assertNotNull(failure);
        assertNull(failure.sqlState());
    }

    @Test
    void aNameThatIsTooLongForAPoolIsNotTold() {
        String message = "x".repeat(65) + " - Connection is not available, request timed out after 1ms";
        DatabaseFailure failure = DatabaseFailures.in(new SQLException(message));

        assertNotNull(failure);
        assertEquals(FailureKind.POOL_EXHAUSTED, failure.kind());
        assertNull(failure.pool());
    }

    // ---- what is none

    @Test
    void theNetworkAloneSaysNothingOfADatabase() {
        assertNull(DatabaseFailures.in(new ConnectException("Connection refused")));
        assertNull(DatabaseFailures.in(new IllegalStateException(new SocketTimeoutException("Read timed out"))));
        assertNull(DatabaseFailures.in(new RuntimeException(new EOFException())));
    }

    @Test
    void aBugStaysOneWhateverItsConnectionSaidWhenItWasClosed() {
        SQLException syntax = new SQLException("no such column", "42703");
        syntax.addSuppressed(new SQLException("closed", "08003"));

        assertNull(DatabaseFailures.in(syntax));
        assertNull(DatabaseFailures.in(wrapped("org.springframework.dao.QueryTimeoutException", syntax)));
    }

    @Test
    void whatWasSuppressedCountsIfNothingElseDoes() {
        RuntimeException thrown = new IllegalStateException("no connection to close");
        thrown.addSuppressed(new RuntimeException(new SQLException("gone", "08006")));

        assertEquals(FailureKind.CONNECTION_LOST, kind(thrown));
        SQLException timedOut = new SQLTimeoutException("too slow", "57014");
        timedOut.addSuppressed(new SQLException("deadlock", "40P01"));
        assertEquals(FailureKind.QUERY_TIMEOUT, kind(timedOut));
    }

    @Test
    void aFrameworkIsBelievedWhereNoDriverSaysAnything() {
        assertEquals(
                FailureKind.LOCK_TIMEOUT,
                kind(ForeignExceptions.other("jakarta.persistence.LockTimeoutException", "locked")));
        assertEquals(
                FailureKind.QUERY_TIMEOUT,
                kind(wrapped("jakarta.persistence.PessimisticLockException", new SQLException("cancelled", "57014"))));
    }

    @Test
    void aFrameworkIsBelievedAlsoWhereADriverSaysOnlyThatSomethingWentWrong() {
        assertEquals(
                FailureKind.LOCK_TIMEOUT,
                kind(wrapped("jakarta.persistence.LockTimeoutException", new SQLException("?", "HY000", 9999))));
    }

    @Test
    void whatIsBothCauseAndNextIsOne() {
        SQLException driver = new SQLException("refused", "08001");
        SQLException pool =
                new SQLException("orders - Connection is not available, request timed out after 1ms", "08001");
        pool.initCause(driver);
        pool.setNextException(driver);

        assertEquals(
                new DatabaseFailure(FailureKind.CONNECT_FAILED, "08001", 0, Driver.OTHER, "orders"),
                DatabaseFailures.in(pool));
    }

    // ---- phases

    @Test
    void aConnectionIsNotLostBeforeItIsThere() {
        SQLException lost = new SQLNonTransientConnectionException("gone", "08S01");

        assertEquals(FailureKind.CONNECTION_LOST, kind(lost));
        assertEquals(FailureKind.CONNECTION_LOST, kind(lost, Phase.EXECUTING));
        assertEquals(FailureKind.CONNECT_FAILED, kind(lost, Phase.CONNECTING));
        assertEquals(FailureKind.CONNECT_FAILED, kind(new SQLTimeoutException(), Phase.CONNECTING));
    }

    @Test
    void aConnectionThatIsThereNeedsNotBeMade() {
        SQLException refused = new SQLException("refused", "08001");

        assertEquals(FailureKind.CONNECT_FAILED, kind(refused));
        assertEquals(FailureKind.CONNECTION_LOST, kind(refused, Phase.EXECUTING));
    }

    @Test
    void thePhaseChangesNothingOfWhatTheDatabaseSaid() {
        for (Phase phase : Phase.values()) {
            assertEquals(FailureKind.OVERLOADED, kind(new SQLException("too many", "53300"), phase));
            assertEquals(FailureKind.DEADLOCK, kind(new SQLException("victim", "40P01"), phase));
        }
    }

    // ---- throwables that would hurt

    /** Answers as its test says. */
    @SuppressWarnings({"ThrowableEqualsHashCode", "OverrideThrowableToString"}) // That is what makes it hostile.
    private static class Hostile extends SQLException {
        private static final long serialVersionUID = 1L;

        Hostile(String state) {
            super("message", state);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("nobody is to ask");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("nobody is to ask");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("nobody is to ask");
        }
    }

    @Test
    void cyclesEnd() {
        SQLException first = new SQLException("first", "42000");
        SQLException second = new Hostile("08006");
        first.setNextException(second);
        second.initCause(first);
        second.addSuppressed(first);

        assertEquals(FailureKind.CONNECTION_LOST, kind(first));
    }

    @Test
    void aCauseThatIsMadeWhenItIsAskedForEndsToo() {
        class Endless extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                return new Endless();
            }
        }

        assertNull(DatabaseFailures.in(new Endless()));
    }

    @Test
    void anEndlessRowOfNextOnesEnds() {
        SQLException batch = new SQLException("row 0", "23505");
        for (int i = 0; i < 10_000; i++) {
            batch.setNextException(new SQLException("row " + i, "23505"));
        }

        assertNull(DatabaseFailures.in(batch));
    }

    @Test
    void whatIsTooDeepIsNotFoundAndWhatIsNotIs() {
        Throwable within = new SQLException("lost", "08006");
        for (int i = 0; i < FailureSearch.DEEPEST; i++) {
            within = new RuntimeException(within);
        }

        assertEquals(FailureKind.CONNECTION_LOST, kind(within));
        assertNull(DatabaseFailures.in(new RuntimeException(within)));
    }

    @Test
    void whatFailsWhenItIsAskedCostsNothingThatIsKnownAlready() {
        SQLException lost = new Hostile("08006") {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("mine");
            }
        };
        RuntimeException other = new RuntimeException("other") {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new StackOverflowError();
            }
        };

        assertEquals(FailureKind.CONNECTION_LOST, kind(lost));
        assertNull(DatabaseFailures.in(other));
    }

    @Test
    void whatSaysNullOrTooMuchIsTaken() {
        SQLException silent = new Hostile("08006") {
            private static final long serialVersionUID = 1L;

            @Override
            public StackTraceElement[] getStackTrace() {
                return new StackTraceElement[0];
            }

            @Override
            public String getMessage() {
                return "x".repeat(10_000_000);
            }
        };

        assertEquals(FailureKind.CONNECTION_LOST, kind(silent));
    }

    // ---- what it costs, and where it may run

    /** The bound that the class promises, measured warm; a search that keeps or copies something of the throwable would be far above. */
    @Test
    void anExceptionThatIsNoneCostsLessThan200Bytes() {
        RuntimeException none = new IllegalStateException("a bug");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 20_000;
        for (int i = 0; i < rounds; i++) {
            assertNull(DatabaseFailures.in(none));
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            DatabaseFailures.in(none);
        }
        long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / rounds;

        assertTrue(bytes < 200, bytes + " B");
    }

    /** Started in a JVM of its own by the test below. */
    static final class WithoutJdbc {
        private WithoutJdbc() {}

        public static void main(String[] arguments) {
            System.out.println(DatabaseFailures.in(new IllegalStateException(new IOException("gone"))));
        }
    }

    @Test
    void whereThereIsNoJdbcNothingIsFound() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.base",
                        "-cp",
                        String.join(File.pathSeparator, "target/classes", "target/test-classes"),
                        WithoutJdbc.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(jvm.waitFor(10, TimeUnit.SECONDS));
        assertEquals("null", output.strip());
        assertFalse(output.contains("Error"), output);
    }

    private static RuntimeException wrapped(String className, Throwable cause) {
        Exception wrapper = ForeignExceptions.other(className, "wrapper");
        wrapper.initCause(cause);
        return (RuntimeException) wrapper;
    }

    private static @Nullable FailureKind kind(Throwable thrown) {
        return kind(thrown, Phase.UNKNOWN);
    }

    private static @Nullable FailureKind kind(Throwable thrown, Phase phase) {
        DatabaseFailure failure = DatabaseFailures.in(thrown, phase);
        return failure == null ? null : failure.kind();
    }
}
