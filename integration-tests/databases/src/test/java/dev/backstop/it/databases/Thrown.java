/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import dev.backstop.filter.database.DatabaseFailure;
import dev.backstop.filter.database.DatabaseFailures;
import dev.backstop.filter.database.Driver;
import dev.backstop.filter.database.FailureKind;
import dev.backstop.filter.database.Phase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What was thrown, and what Backstop takes it for. */
record Thrown(Throwable throwable) {

    /** Has it thrown. */
    static Thrown by(Executable work) {
        return new Thrown(assertThrows(Throwable.class, work));
    }

    @Nullable
    DatabaseFailure failure() {
        return DatabaseFailures.in(throwable);
    }

    @Nullable
    FailureKind kind() {
        DatabaseFailure failure = failure();
        return failure == null ? null : failure.kind();
    }

    void assertIs(FailureKind kind) {
        assertEquals(kind, kind(), this::told);
    }

    void assertIs(FailureKind kind, Driver driver) {
        assertIs(kind);
        DatabaseFailure failure = failure();
        assertNotNull(failure);
        assertEquals(driver, failure.driver(), this::told);
    }

    void assertIsWhenConnecting(FailureKind kind) {
        DatabaseFailure failure = DatabaseFailures.in(throwable, Phase.CONNECTING);
        assertEquals(kind, failure == null ? null : failure.kind(), this::told);
    }

    /** For a test that fails: all of it. */
    private String told() {
        StringBuilder told = new StringBuilder();
        Throwable current = throwable;
        for (int depth = 0; current != null && depth < 10; depth++) {
            told.append('\n').append(current);
            if (current instanceof java.sql.SQLException e) {
                told.append(" [")
                        .append(e.getSQLState())
                        .append('/')
                        .append(e.getErrorCode())
                        .append(']');
            }
            current = current.getCause();
        }
        return told.toString();
    }
}
