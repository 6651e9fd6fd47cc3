/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import static dev.backstop.filter.database.Driver.H2;
import static dev.backstop.filter.database.Driver.MYSQL;
import static dev.backstop.filter.database.Driver.ORACLE;
import static dev.backstop.filter.database.Driver.SQLITE;
import static dev.backstop.filter.database.Driver.SQL_SERVER;
import static dev.backstop.filter.database.FailureKind.CONNECTION_LOST;
import static dev.backstop.filter.database.FailureKind.CONNECT_FAILED;
import static dev.backstop.filter.database.FailureKind.DEADLOCK;
import static dev.backstop.filter.database.FailureKind.DISK_FULL;
import static dev.backstop.filter.database.FailureKind.LOCK_TIMEOUT;
import static dev.backstop.filter.database.FailureKind.OVERLOADED;
import static dev.backstop.filter.database.FailureKind.POOL_EXHAUSTED;
import static dev.backstop.filter.database.FailureKind.QUERY_TIMEOUT;
import static dev.backstop.filter.database.FailureKind.READ_ONLY;
import static dev.backstop.filter.database.FailureKind.SERIALIZATION_FAILURE;
import static dev.backstop.filter.database.FailureKind.UNAVAILABLE;

/**
 * What drivers, pools and frameworks say, and which kind of failure it is: the one place. Whatever is not in it (syntax,
 * constraints, data, passwords, a database that does not exist) is a bug or a mistake of configuration, and no failure of the
 * database.
 *
 * <p>Sources: <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL</a>,
 * <a href="https://mariadb.com/kb/en/mariadb-error-code-reference/">MariaDB</a>,
 * <a href="https://dev.mysql.com/doc/mysql-errors/en/server-error-reference.html">MySQL</a>,
 * <a href="https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/database-engine-events-and-errors">SQL Server</a>,
 * <a href="https://docs.oracle.com/error-help/db/">Oracle</a>,
 * <a href="https://h2database.com/javadoc/org/h2/api/ErrorCode.html">H2</a>, <a href="https://www.sqlite.org/rescode.html">SQLite</a>,
 * and what real drivers and pools threw. Immutable once made.
 */
final class FailureTable {
    static final FailureTable TABLE = new FailureTable();

    /** SQLStates that only say that something went wrong; PostgreSQL's 25P02 tells of an earlier failure of the transaction. */
    private static final Set<String> SILENT = Set.of("HY000", "S1000", "25P02");

    /** HikariCP's, after the name of the pool. */
    private static final String AFTER_POOL_NAME = " - Connection is not available, request timed out after";

    private static final int LONGEST_POOL_NAME = 64;
    /** Of the letters of a SQLState that name its class. */
    private static final int CLASS_LENGTH = 2;

    private final Map<Driver, Map<Integer, FailureKind>> codes = new EnumMap<>(Driver.class);
    private final Map<String, FailureKind> states = new HashMap<>();
    private final Map<String, FailureKind> types = new HashMap<>();
    private final Map<String, FailureKind> network = new HashMap<>();
    private final Map<String, FailureKind> wrappers = new HashMap<>();
    private final List<Opening> openings = new ArrayList<>();

    private FailureTable() {
        on(DEADLOCK)
                .codes(MYSQL, 1213)
                .codes(SQL_SERVER, 1205)
                .codes(ORACLE, 60, 4020)
                .codes(H2, 40001)
                .states("40P01")
                .wrappers("org.springframework.dao.DeadlockLoserDataAccessException");
        on(SERIALIZATION_FAILURE)
                .codes(ORACLE, 8177)
                .codes(H2, 90131)
                .states("40")
                .types("java.sql.SQLTransactionRollbackException")
                .wrappers("org.springframework.dao.CannotSerializeTransactionException");
        on(LOCK_TIMEOUT)
                .codes(MYSQL, 1205, 3572)
                .codes(SQL_SERVER, 1222)
                .codes(ORACLE, 54, 4021, 30006)
                .codes(H2, 50200)
                .codes(SQLITE, 5, 6)
                .states("55P03")
                .wrappers(
                        "org.springframework.dao.CannotAcquireLockException",
                        "jakarta.persistence.LockTimeoutException",
                        "jakarta.persistence.PessimisticLockException");
        on(READ_ONLY)
                .codes(MYSQL, 1290, 1792, 1836, 1874)
                .codes(ORACLE, 16000)
                .codes(H2, 90097)
                .codes(SQLITE, 8)
                .states("25006");
        on(DISK_FULL)
                .codes(MYSQL, 1021, 1114, 3675)
                .codes(H2, 90100)
                .codes(SQLITE, 13)
                .states("53100");
        on(UNAVAILABLE)
                .codes(MYSQL, 1053, 3032)
                .codes(ORACLE, 1033, 1034, 1089, 1090)
                .codes(H2, 90098, 90121)
                .states("57P03");
        on(OVERLOADED)
                .codes(MYSQL, 1040, 1129, 1203, 1226)
                .codes(ORACLE, 18, 20, 12516)
                .states("53200", "53300", "53400");
        on(QUERY_TIMEOUT)
                .codes(MYSQL, 1317, 1969, 3024)
                .codes(ORACLE, 1013)
                .codes(H2, 57014)
                .codes(SQLITE, 9)
                .states("57014", "70100", "HY008", "HYT00")
                .types(
                        "com.mysql.cj.jdbc.exceptions.MySQLTimeoutException",
                        "com.mysql.cj.jdbc.exceptions.MySQLStatementCancelledException",
                        "com.mysql.cj.jdbc.exceptions.MySQLQueryInterruptedException",
                        "java.sql.SQLTimeoutException")
                .network("java.net.SocketTimeoutException")
                .wrappers(
                        "org.springframework.dao.QueryTimeoutException",
                        "org.springframework.transaction.TransactionTimedOutException",
                        "jakarta.persistence.QueryTimeoutException");
        on(CONNECT_FAILED)
                .codes(ORACLE, 12170, 12505, 12514, 12518, 12519, 12520, 12528, 12541)
                // The last is MariaDB's, with vendor code 0; with -1 it lost a connection that it had.
                .states("08001", "08004", "08000/0")
                .network(
                        "java.net.ConnectException",
                        "java.net.NoRouteToHostException",
                        "java.net.UnknownHostException",
                        "java.nio.channels.UnresolvedAddressException")
                .wrappers("com.zaxxer.hikari.pool.HikariPool$PoolInitializationException");
        on(CONNECTION_LOST)
                .codes(MYSQL, 1927)
                .codes(ORACLE, 3113, 3114, 17002, 17008)
                .codes(H2, 90067)
                .states("08", "25P03", "57P01", "57P02", "57P05")
                .types("java.sql.SQLNonTransientConnectionException", "java.sql.SQLRecoverableException")
                .network("java.net.SocketException", "java.io.EOFException");
        on(POOL_EXHAUSTED)
                .types("org.apache.tomcat.jdbc.pool.PoolExhaustedException")
                .openings(
                        // Agroal
                        "Sorry, acquisition timeout!",
                        "Acquisition timeout while waiting for new connection",
                        // Commons DBCP
                        "Cannot get a connection, pool error Timeout waiting for idle object",
                        // c3p0, which says the same when the database refuses, and the reason in its log only
                        "An attempt by a client to checkout a Connection has timed out.");
    }

    /** How a message begins. */
    private record Opening(String text, FailureKind kind) {}

    /** Fills in what tells of one kind. */
    private final class Row {
        private final FailureKind kind;

        private Row(FailureKind kind) {
            this.kind = kind;
        }

        /** Vendor codes of one driver's. */
        private Row codes(Driver driver, int... vendorCodes) {
            for (int code : vendorCodes) {
                codes.computeIfAbsent(driver, d -> new HashMap<>()).put(code, kind);
            }
            return this;
        }

        /** SQLStates, their classes (two letters), or, with a slash, those with one vendor code only. */
        private Row states(String... all) {
            return put(states, all);
        }

        /** Classes of SQLExceptions, for where neither code nor state says more. */
        private Row types(String... names) {
            return put(types, names);
        }

        /** Classes of what the network threw: they say something of the database only below an SQLException. */
        private Row network(String... names) {
            return put(network, names);
        }

        /** Classes of frameworks' exceptions, for where no SQLException says anything. */
        private Row wrappers(String... names) {
            return put(wrappers, names);
        }

        /** Beginnings of messages: of pools, which give neither code nor state. */
        private void openings(String... texts) {
            for (String text : texts) {
                openings.add(new Opening(text, kind));
            }
        }

        private Row put(Map<String, FailureKind> map, String... keys) {
            for (String key : keys) {
                map.put(key, kind);
            }
            return this;
        }
    }

    private Row on(FailureKind kind) {
        return new Row(kind);
    }

    /** What an SQLException says by itself; null if nothing that is known. */
    @Nullable
    FailureKind ofSql(Driver driver, int vendorCode, @Nullable String state, Class<?> type, @Nullable String message) {
        FailureKind kind = codes.getOrDefault(driver.codes(), Map.of()).get(driver.code(vendorCode));
        if (kind == null && state != null) {
            kind = ofState(state, vendorCode);
        }
        if (kind == null) {
            kind = byName(types, type);
        }
        return kind == null && state == null && message != null ? ofMessage(message) : kind;
    }

    private @Nullable FailureKind ofState(String state, int vendorCode) {
        FailureKind kind = states.get(state + "/" + vendorCode);
        if (kind == null) {
            kind = states.get(state);
        }
        return kind == null && state.length() > CLASS_LENGTH ? states.get(state.substring(0, CLASS_LENGTH)) : kind;
    }

    private @Nullable FailureKind ofMessage(String message) {
        if (message.contains(AFTER_POOL_NAME)) {
            return POOL_EXHAUSTED;
        }
        for (Opening opening : openings) {
            if (message.startsWith(opening.text)) {
                return opening.kind;
            }
        }
        return null;
    }

    /** What the network said below an SQLException; null if nothing that is known. */
    @Nullable
    FailureKind ofNetwork(Class<?> type, @Nullable String message) {
        FailureKind kind = byName(network, type);
        // The JDK has one class for both.
        return kind == QUERY_TIMEOUT && message != null && message.regionMatches(true, 0, "connect", 0, 7)
                ? CONNECT_FAILED
                : kind;
    }

    /** What the class of a framework's exception says; null if nothing that is known. */
    @Nullable
    FailureKind ofWrapper(Class<?> type) {
        return byName(wrappers, type);
    }

    /** Whether a SQLState without a kind means that it is something else: then nothing around the SQLException counts either. */
    static boolean isConclusive(@Nullable String state) {
        return state != null && !SILENT.contains(state);
    }

    /** The name of the pool, if this is a message that has it. */
    static @Nullable String poolName(@Nullable String message) {
        int end = message == null ? -1 : message.indexOf(AFTER_POOL_NAME);
        return message == null || end < 1 || end > LONGEST_POOL_NAME ? null : message.substring(0, end);
    }

    /** By the class or the nearest of its superclasses that is known; never more than its name is asked. */
    private static @Nullable FailureKind byName(Map<String, FailureKind> map, Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            FailureKind kind = map.get(c.getName());
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }
}
