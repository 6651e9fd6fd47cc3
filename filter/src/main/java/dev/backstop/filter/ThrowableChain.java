/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A throwable with its causes: what really happened is often wrapped. Looks no deeper than a bound, and cycles do not harm. */
final class ThrowableChain {
    private static final int DEEPEST = 32;

    private final Throwable top;

    ThrowableChain(Throwable top) {
        this.top = top;
    }

    boolean hasOutOfMemory() {
        return find(OutOfMemoryError.class::isInstance) != null;
    }

    /** Errors of the JVM itself, after which no further code of the application's should run. A stack overflow is over once it is caught. */
    boolean hasVirtualMachineError() {
        return find(throwable -> throwable instanceof VirtualMachineError && !(throwable instanceof StackOverflowError))
                != null;
    }

    @Nullable
    UnavailableException unavailable() {
        Throwable found = find(UnavailableException.class::isInstance);
        return found instanceof UnavailableException unavailable ? unavailable : null;
    }

    /**
     * Whether all this says is that the client went away: it comes from the very write that failed, or it is what containers throw
     * when a client's connection fails.
     */
    @SuppressWarnings("ReferenceEquality") // The very exception of that write.
    boolean isClientGone(@Nullable IOException failedWrite) {
        return find(throwable -> throwable == failedWrite || isClientGone(throwable)) != null;
    }

    /** Whether all this says is that the application wrote to a response that is no longer its own. */
    boolean isTakenOver() {
        return find(TakenOverException.class::isInstance) != null;
    }

    private static boolean isClientGone(Throwable throwable) {
        if (!(throwable instanceof IOException)) {
            return false;
        }
        String message = throwable.getMessage();
        return isA(throwable, "org.apache.catalina.connector.ClientAbortException")
                // Also what Jetty throws at who reads on.
                || isA(throwable, "org.eclipse.jetty.io.EofException")
                // Undertow: "Remote peer closed connection before all data could be read".
                || (message != null && message.startsWith("UT000128"));
    }

    private static boolean isA(Throwable throwable, String className) {
        for (Class<?> type = throwable.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(className)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Throwable find(Predicate<Throwable> wanted) {
        Throwable current = top;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            if (wanted.test(current)) {
                return current;
            }
            current = cause(current);
        }
        return null;
    }

    private static @Nullable Throwable cause(Throwable throwable) {
        try {
            return throwable instanceof ServletException e && e.getRootCause() != null
                    ? e.getRootCause()
                    : throwable.getCause();
        } catch (RuntimeException e) {
            // The application's own code; its failure must not cost the answer.
            return null;
        }
    }
}
