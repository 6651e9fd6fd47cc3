/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What two sessions do to each other. */
final class Sessions {
    private Sessions() {}

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A table {@code k} with the rows 1 and 2. */
    static void createTable(Connection connection) throws SQLException {
        execute(connection, "create table k (id int primary key, v int)");
        execute(connection, "insert into k values (1, 0)");
        execute(connection, "insert into k values (2, 0)");
    }

    /** Has two transactions each update a row and then the other's; returns what the one that is given up throws. */
    static Thrown deadlock(Connection first, Connection second) throws Exception {
        first.setAutoCommit(false);
        second.setAutoCommit(false);
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<@Nullable Throwable> a = threads.submit(crossing(first, 1, 2, bothHaveOne));
            Future<@Nullable Throwable> b = threads.submit(crossing(second, 2, 1, bothHaveOne));
            Throwable ofA = a.get();
            Throwable ofB = b.get();
            return new Thrown(requireNonNull(ofA == null ? ofB : ofA, "no victim"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<@Nullable Throwable> crossing(
            Connection connection, int mine, int others, CyclicBarrier bothHaveOne) {
        return () -> {
            try {
                execute(connection, "update k set v = v + 1 where id = " + mine);
                bothHaveOne.await(10, TimeUnit.SECONDS);
                execute(connection, "update k set v = v + 1 where id = " + others);
                connection.commit();
                return null;
            } catch (SQLException e) {
                connection.rollback();
                return e;
            }
        };
    }

    /** Runs a long statement on a thread of its own, and does something to it again and again until it ends; returns what it threw. */
    static Thrown during(Connection connection, String sql, Interference interference) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Statement statement = connection.createStatement()) {
            Future<Boolean> running = thread.submit(() -> statement.execute(sql));
            while (!isOver(running)) {
                interference.disturb(statement);
            }
            ExecutionException thrown =
                    assertThrows(ExecutionException.class, running::get, "it came to its end: " + sql);
            return new Thrown(requireNonNull(thrown.getCause()));
        } finally {
            thread.shutdownNow();
        }
    }

    /** Also the pause between two looks. */
    private static boolean isOver(Future<?> running) throws InterruptedException {
        try {
            running.get(20, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** What is done to a statement that runs. */
    @FunctionalInterface
    interface Interference {
        void disturb(Statement statement) throws Exception;
    }
}
