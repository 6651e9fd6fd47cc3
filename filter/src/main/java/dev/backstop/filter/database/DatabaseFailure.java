/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A failure of the database, as its driver or its pool told it. No message is in it: those quote statements, values and hosts.
 *
 * @param sqlState as the driver gave it; null if it gave none, or something that is no SQLState
 * @param vendorCode as the driver gave it; 0 if it gave none
 * @param pool the name of the connection pool, where its message tells it, else null
 */
public record DatabaseFailure(
        FailureKind kind,
        @Nullable String sqlState,
        int vendorCode,
        Driver driver,
        @Nullable String pool) {
    public DatabaseFailure {
        requireNonNull(kind, "kind");
        requireNonNull(driver, "driver");
    }
}
