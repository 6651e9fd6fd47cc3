/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

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

    private final int exceptionStatus;
    private final int outOfMemoryStatus;
    private final boolean showsMessages;
    private final int retryAfterSeconds;

    FaultTable(Settings settings) {
        this.exceptionStatus = settings.number(Setting.EXCEPTIONS_STATUS);
        this.outOfMemoryStatus = settings.number(Setting.EXCEPTIONS_OUT_OF_MEMORY_STATUS);
        this.showsMessages = settings.isOn(Setting.REPORTED_ERRORS_MESSAGE);
        this.retryAfterSeconds = (int) settings.duration(Setting.RETRY_AFTER).toSeconds();
    }

    /** The status of the answer to a fault. */
    int status(Fault fault) {
        if (fault instanceof Fault.OutOfMemory) {
            return outOfMemoryStatus;
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
        int half = retryAfterSeconds / 2;
        return Math.max(
                1, retryAfterSeconds - half + ThreadLocalRandom.current().nextInt(2 * half + 1));
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
        return status(fault) == SERVICE_UNAVAILABLE
                ? "The application cannot answer this request just now. Please try again a little later."
                : "The application failed while it worked on this request. The failure has been recorded.";
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
