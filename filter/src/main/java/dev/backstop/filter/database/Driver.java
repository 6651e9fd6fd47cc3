/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose exception it is: vendor codes mean something only in the mouth of one driver. Known by the package of its classes. */
public enum Driver {
    POSTGRESQL("org.postgresql."),
    MYSQL("com.mysql."),
    MARIADB("org.mariadb.jdbc."),
    SQL_SERVER("com.microsoft.sqlserver."),
    ORACLE("oracle."),
    H2("org.h2."),
    SQLITE("org.sqlite."),
    /** Another driver's, or made by a pool, or by nobody known. */
    OTHER(null);

    /** So many of the first frames are looked at: reflection and constructors stand before the driver's own. */
    private static final int FRAMES = 12;

    /** The low byte of an extended result code is the code itself: <a href="https://www.sqlite.org/rescode.html">SQLite</a>. */
    private static final int SQLITE_PRIMARY_CODE = 0xff;

    private static final Driver[] ALL = values();

    private final @Nullable String prefix;

    Driver(@Nullable String prefix) {
        this.prefix = prefix;
    }

    /**
     * Whose it is, by its class; where that is one of the JDK's, as with MariaDB and Oracle, by the code that made it, which is the
     * first frame of its stack trace that is not the JDK's.
     */
    static Driver of(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != Throwable.class && type != null; type = type.getSuperclass()) {
            Driver driver = named(type.getName());
            if (driver != OTHER) {
                return driver;
            }
        }
        return isOfTheJdk(thrown.getClass().getName()) ? maker(thrown.getStackTrace()) : OTHER;
    }

    private static Driver maker(StackTraceElement[] trace) {
        for (int i = 0; i < Math.min(trace.length, FRAMES); i++) {
            if (!isOfTheJdk(trace[i].getClassName())) {
                return named(trace[i].getClassName());
            }
        }
        return OTHER;
    }

    private static Driver named(String className) {
        for (Driver driver : ALL) {
            if (driver.prefix != null && className.startsWith(driver.prefix)) {
                return driver;
            }
        }
        return OTHER;
    }

    private static boolean isOfTheJdk(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.") || className.startsWith("sun.");
    }

    /** The driver whose vendor codes it uses: MariaDB kept MySQL's. */
    Driver codes() {
        return this == MARIADB ? MYSQL : this;
    }

    /** The vendor code as the table has it. */
    int code(int vendorCode) {
        return this == SQLITE ? vendorCode & SQLITE_PRIMARY_CODE : vendorCode;
    }

    /** As the log has it, such as {@code sql-server}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
