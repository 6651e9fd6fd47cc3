/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.database.FailureKind;
import dev.backstop.filter.incident.Fault;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What each fault maps to on the wire: the one place. 500 says that the application has a bug, 503 that it is a matter of time.
 * Never 502 or 504 of Backstop's own: some CDNs put their own page in the place of those.
 *
 * <p>Immutable.
 */
final class FaultTable {
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final String NOT_JUST_NOW =
            "The application cannot answer this request just now. Please try again a little later.";

    private final int exceptionStatus;
    private final int outOfMemoryStatus;
    private final int databaseTimeoutStatus;
    private final boolean showsMessages;
    private final int retryAfterSeconds;

    FaultTable(Settings settings) {
        this.exceptionStatus = settings.number(Setting.EXCEPTIONS_STATUS);
        this.outOfMemoryStatus = settings.number(Setting.EXCEPTIONS_OUT_OF_MEMORY_STATUS);
        this.databaseTimeoutStatus = settings.number(Setting.DATABASE_TIMEOUT_STATUS);
        this.showsMessages = settings.isOn(Setting.REPORTED_ERRORS_MESSAGE);
        this.retryAfterSeconds = (int) settings.duration(Setting.RETRY_AFTER).toSeconds();
    }

    /** The status of the answer to a fault. */
    int status(Fault fault) {
        if (fault instanceof Fault.OutOfMemory) {
            return outOfMemoryStatus;
        }
        if (fault instanceof Fault.Database database) {
            return database.failure().kind() == FailureKind.QUERY_TIMEOUT ? databaseTimeoutStatus : SERVICE_UNAVAILABLE;
        }
        if (fault instanceof Fault.Unavailable
                || fault instanceof Fault.Deadline
                || fault instanceof Fault.AsyncTimeout
                || fault instanceof Fault.Exit) {
            return SERVICE_UNAVAILABLE;
        }
        if (fault instanceof Fault.MalformedResponse || fault instanceof Fault.LargeHeaderBlock) {
            return INTERNAL_SERVER_ERROR;
        }
        if (fault instanceof Fault.ReportedError error) {
            return error.status();
        }
        if (fault instanceof Fault.FailedErrorPage page) {
            return page.status() >= INTERNAL_SERVER_ERROR ? page.status() : INTERNAL_SERVER_ERROR;
        }
        return exceptionStatus;
    }

    /** The seconds of {@code Retry-After}, spread so that clients do not come back all at once; -1 for none. */
    int retryAfterSeconds(Fault fault) {
        if (fault instanceof Fault.Unavailable unavailable && unavailable.retryAfterSeconds() > 0) {
            return unavailable.retryAfterSeconds();
        }
        if (status(fault) != SERVICE_UNAVAILABLE) {
            return -1;
        }
        int seconds = fault instanceof Fault.Database database
                ? seconds(database.failure().kind())
                : retryAfterSeconds;
        int half = seconds / 2;
        return Math.max(1, seconds - half + ThreadLocalRandom.current().nextInt(2 * half + 1));
    }

    /** After about so long a database is worth another try. */
    private static int seconds(FailureKind kind) {
        return switch (kind) {
            case DEADLOCK, SERIALIZATION_FAILURE -> 1;
            case LOCK_TIMEOUT -> 2;
            case QUERY_TIMEOUT, CONNECTION_LOST, POOL_EXHAUSTED -> 5;
            case CONNECT_FAILED, UNAVAILABLE, OVERLOADED, READ_ONLY -> 10;
            case DISK_FULL -> 60;
        };
    }

    /** The sentence that people read. Nothing of the exception is in it. */
    String detail(Fault fault) {
        if (fault instanceof Fault.ReportedError error && showsMessages) {
            String message = error.message();
            if (message != null && !message.isBlank()) {
                return message;
            }
        }
        if (fault instanceof Fault.Deadline || fault instanceof Fault.AsyncTimeout) {
            return "The application did not answer this request in time. Please try again a little later.";
        }
        if (fault instanceof Fault.Database database) {
            return detail(database.failure().kind());
        }
        return status(fault) == SERVICE_UNAVAILABLE
                ? NOT_JUST_NOW
                : "The application failed while it worked on this request. The failure has been recorded.";
    }

    private static String detail(FailureKind kind) {
        return switch (kind) {
            case QUERY_TIMEOUT, LOCK_TIMEOUT ->
                "The application's data store did not answer in time. Please try again a little later.";
            case CONNECT_FAILED, CONNECTION_LOST, UNAVAILABLE ->
                "The application's data store cannot be reached just now. Please try again a little later.";
            case DEADLOCK, SERIALIZATION_FAILURE, OVERLOADED, POOL_EXHAUSTED ->
                "The application's data store is busy just now. Please try again a little later.";
            case READ_ONLY, DISK_FULL -> NOT_JUST_NOW;
        };
    }

    /** The phrase of a status, as the registry has it. */
    static String title(int status) {
        String title = registeredTitle(status);
        return title == null ? "Server Error" : title;
    }

    private static @Nullable String registeredTitle(int status) {
        return switch (status) {
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            case 506 -> "Variant Also Negotiates";
            case 507 -> "Insufficient Storage";
            case 508 -> "Loop Detected";
            case 511 -> "Network Authentication Required";
            default -> null;
        };
    }
}
