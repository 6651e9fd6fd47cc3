/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the log for a throwable of which a message has control characters, be it its own, a cause's or a suppressed one's.
 * Messages quote what clients sent, and a stack trace is printed as it is: without this, a path with an encoded line feed could
 * forge lines of the log. Cycles do not harm, and of very many causes the last are left out.
 */
final class LoggedThrowable extends Throwable {
    private static final long serialVersionUID = 1L;
    /** Of one throwable, with its causes and what they suppressed. */
    private static final int MOST = 256;

    private static final String NO_MESSAGE = "(its message cannot be had)";

    private LoggedThrowable(Throwable original, @Nullable Throwable cause) {
        super(text(original), cause, true, true);
        setStackTrace(original.getStackTrace());
    }

    /** The throwable itself if it is safe to print, else its stand-in. */
    static Throwable of(Throwable throwable) {
        Throwable standIn = isSafe(throwable, newSet()) ? null : copy(throwable, newSet());
        return standIn == null ? throwable : standIn;
    }

    private static Set<Throwable> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
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

    private static boolean isSafe(Throwable throwable, Set<Throwable> seen) {
        if (!seen.add(throwable)) {
            return true;
        }
        if (seen.size() > MOST || !hasSafeText(throwable)) {
            return false;
        }
        for (Throwable suppressed : throwable.getSuppressed()) {
            if (!isSafe(suppressed, seen)) {
                return false;
            }
        }
        Throwable cause;
        try {
            cause = throwable.getCause();
        } catch (RuntimeException e) {
            // The log would ask it too.
            return false;
        }
        return cause == null || isSafe(cause, seen);
    }

    /** The cause; null also if it cannot be had, because code of the application's fails when it is asked. */
    static @Nullable Throwable cause(Throwable throwable) {
        try {
            return throwable.getCause();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Some logs print what {@code toString} says, others the class and the message. */
    private static boolean hasSafeText(Throwable throwable) {
        try {
            String message = throwable.getMessage();
            return !Escaped.isNeeded(throwable.toString()) && (message == null || !Escaped.isNeeded(message));
        } catch (RuntimeException e) {
            // The application's own code; its failure must not cost the log line.
            return false;
        }
    }

    private static @Nullable LoggedThrowable copy(Throwable original, Set<Throwable> seen) {
        if (!seen.add(original) || seen.size() > MOST) {
            return null;
        }
        Throwable cause = cause(original);
        LoggedThrowable copy = new LoggedThrowable(original, cause == null ? null : copy(cause, seen));
        for (Throwable suppressed : original.getSuppressed()) {
            LoggedThrowable standIn = copy(suppressed, seen);
            if (standIn != null) {
                copy.addSuppressed(standIn);
            }
        }
        return copy;
    }

    private static String text(Throwable throwable) {
        String name = throwable.getClass().getName();
        String message = message(throwable);
        return message == null ? name : name + ": " + Escaped.line(message);
    }

    private static @Nullable String message(Throwable throwable) {
        try {
            return throwable.getLocalizedMessage();
        } catch (RuntimeException e) {
            return NO_MESSAGE;
        }
    }
}
