/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What an SQLException says. The only class that knows the module {@code java.sql}, so it must not be touched where that is missing.
 *
 * @param state five letters and digits; null if it has none
 * @param kind null if it is none that is known
 * @param pool the name of the pool that its message tells; null if none
 */
record SqlSaying(
        @Nullable FailureKind kind,
        @Nullable String state,
        int vendorCode,
        Driver driver,
        @Nullable String pool) {
    private static final int STATE_LENGTH = 5;
    /** As much of a message is looked at: a driver's may quote a whole statement. */
    private static final int LONGEST_MESSAGE = 512;

    /** What it says; null if it is no SQLException. */
    static @Nullable SqlSaying of(Throwable thrown) {
        if (!(thrown instanceof SQLException e)) {
            return null;
        }
        String state = state(e.getSQLState());
        int vendorCode = e.getErrorCode();
        Driver driver = Driver.of(e);
        String message = beginning(e.getMessage());
        FailureKind kind = FailureTable.TABLE.ofSql(driver, vendorCode, state, e.getClass(), message);
        return new SqlSaying(kind, state, vendorCode, driver, FailureTable.poolName(message));
    }

    /** The next one of the same failure, which is no cause. */
    static @Nullable Throwable next(Throwable thrown) {
        return thrown instanceof SQLException e ? e.getNextException() : null;
    }

    /** Some give something else in its place, which may be as secret as a message. */
    private static @Nullable String state(@Nullable String given) {
        if (given == null || given.length() != STATE_LENGTH) {
            return null;
        }
        for (int i = 0; i < STATE_LENGTH; i++) {
            char c = given.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
                return null;
            }
        }
        return given;
    }

    private static @Nullable String beginning(@Nullable String message) {
        return message == null || message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
}
