/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import org.jspecify.annotations.Nullable;

/**
 * Stands in the log for a throwable whose message has control characters. Messages quote what clients sent, and a stack
 * trace is printed as it is: without this, a path with an encoded line feed could forge lines of the log.
 */
final class LoggedThrowable extends Throwable {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 32;

    private LoggedThrowable(Throwable original, String message, @Nullable Throwable cause) {
        super(original.getClass().getName() + ": " + Escaped.line(message), cause, false, true);
        setStackTrace(original.getStackTrace());
    }

    /** The throwable itself if it is safe to print, else its stand-in. */
    static Throwable of(Throwable throwable) {
        return isSafe(throwable) ? throwable : copy(throwable, 0);
    }

    /** No class name of its own: the message has the original's. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // getMessage() alone would leave this class' name before it.
    public String toString() {
        return String.valueOf(getMessage());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    private static boolean isSafe(Throwable throwable) {
        Throwable current = throwable;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            if (Escaped.isNeeded(message(current))) {
                return false;
            }
            for (Throwable suppressed : current.getSuppressed()) {
                if (Escaped.isNeeded(message(suppressed))) {
                    return false;
                }
            }
            current = current.getCause();
        }
        return true;
    }

    private static LoggedThrowable copy(Throwable original, int depth) {
        Throwable cause = original.getCause();
        return new LoggedThrowable(
                original, message(original), cause == null || depth == DEEPEST ? null : copy(cause, depth + 1));
    }

    private static String message(Throwable throwable) {
        try {
            String message = throwable.getLocalizedMessage();
            return message == null ? "" : message;
        } catch (RuntimeException e) {
            // The application's own code; its failure must not cost the log line.
            return "(its message cannot be had)";
        }
    }
}
