/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether a throwable is a failure of the database, and which. Safe for use by many threads; nothing is kept.
 *
 * <p>An exception that is none, and has no causes, costs less than a microsecond and 200 bytes; no search looks at more than
 * {@link FailureSearch#MOST} throwables.
 */
public final class DatabaseFailures {
    private static final boolean HAS_JDBC = hasJdbc();

    private DatabaseFailures() {}

    /** The failure of the database that was thrown, itself or as a cause; null if it is none. */
    public static @Nullable DatabaseFailure in(Throwable thrown) {
        return in(thrown, Phase.UNKNOWN);
    }

    /**
     * The failure of the database that was thrown; null if it is none.
     *
     * @param phase what the application was about when it was thrown
     */
    public static @Nullable DatabaseFailure in(Throwable thrown, Phase phase) {
        return HAS_JDBC ? new FailureSearch(phase).in(thrown) : null;
    }

    /** A run-time image may have been made without the module. */
    private static boolean hasJdbc() {
        try {
            Class.forName("java.sql.SQLException", false, DatabaseFailures.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
