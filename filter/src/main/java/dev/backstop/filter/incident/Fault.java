/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** What went wrong, as a value. What each kind maps to on the wire is {@code FaultTable}'s business. */
public sealed interface Fault {

    /** The kind, as the log names it. */
    String name();

    /** What was thrown, or null if the application only reported an error. */
    @Nullable
    Throwable cause();

    /** Something left the chain that nobody caught. */
    record UncaughtException(Throwable cause) implements Fault {
        public UncaughtException {
            requireNonNull(cause, "cause");
        }

        @Override
        public String name() {
            return "uncaught-exception";
        }
    }

    /** What left the chain is an {@link OutOfMemoryError}, or was caused by one. */
    record OutOfMemory(Throwable cause) implements Fault {
        public OutOfMemory {
            requireNonNull(cause, "cause");
        }

        @Override
        public String name() {
            return "out-of-memory";
        }
    }

    /**
     * A servlet said that it is unavailable for a while.
     *
     * @param retryAfterSeconds as long as the servlet said; 0 or less if it does not know
     */
    record Unavailable(Throwable cause, int retryAfterSeconds) implements Fault {
        public Unavailable {
            requireNonNull(cause, "cause");
        }

        @Override
        public String name() {
            return "unavailable";
        }
    }

    /** The application itself sent a 5xx and left the body to the container, or empty. */
    record ReportedError(int status, @Nullable String message) implements Fault {
        @Override
        public String name() {
            return "reported-error";
        }

        @Override
        public @Nullable Throwable cause() {
            return null;
        }
    }

    /**
     * The application's error page threw while it handled an earlier failure.
     *
     * @param status the status of the earlier failure
     */
    record FailedErrorPage(int status, Throwable cause) implements Fault {
        public FailedErrorPage {
            requireNonNull(cause, "cause");
        }

        @Override
        public String name() {
            return "failed-error-page";
        }
    }
}
