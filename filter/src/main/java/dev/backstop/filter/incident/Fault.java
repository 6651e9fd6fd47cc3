/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import dev.backstop.filter.database.DatabaseFailure;
import dev.backstop.filter.database.Driver;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** What went wrong, as a value. What each kind maps to on the wire is {@code FaultTable}'s business. */
public sealed interface Fault {

    /** The kind, as the log names it. */
    String name();

    /** What was thrown, or null if the application only reported an error. */
    @Nullable
    Throwable cause();

    /** What the kind alone does not say, as a phrase of Backstop's own for the log; it may quote names of header fields. */
    default String detail() {
        return "";
    }

    /** More of the kind for the log, as {@code key=value} pairs with a space before each. */
    default String fields() {
        return "";
    }

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

    /**
     * What left the chain is a failure of the database, or was caused by one.
     *
     * @param failure what the driver, the pool or the framework said
     */
    record Database(DatabaseFailure failure, Throwable cause) implements Fault {
        public Database {
            requireNonNull(failure, "failure");
            requireNonNull(cause, "cause");
        }

        @Override
        public String name() {
            return "database";
        }

        @Override
        public String fields() {
            StringBuilder fields = new StringBuilder(96).append(" kind=").append(failure.kind());
            if (failure.sqlState() != null) {
                fields.append(" sqlstate=").append(failure.sqlState());
            }
            if (failure.vendorCode() != 0) {
                fields.append(" code=").append(failure.vendorCode());
            }
            if (failure.driver() != Driver.OTHER) {
                fields.append(" driver=").append(failure.driver());
            }
            if (failure.pool() != null) {
                fields.append(" pool=").append(Escaped.value(failure.pool()));
            }
            return fields.toString();
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

    /**
     * The request was not answered in time.
     *
     * @param cause the stack of the thread that hangs; null if none is known
     */
    record Deadline(@Nullable Throwable cause) implements Fault {
        @Override
        public String name() {
            return "deadline";
        }
    }

    /** The container's time-out of an asynchronous request, of which the application made nothing. */
    record AsyncTimeout() implements Fault {
        @Override
        public String name() {
            return "async-timeout";
        }

        @Override
        public @Nullable Throwable cause() {
            return null;
        }
    }

    /** The application's response is none that every recipient takes. */
    record MalformedResponse(String detail) implements Fault {
        public MalformedResponse {
            requireNonNull(detail, "detail");
        }

        @Override
        public String name() {
            return "malformed-response";
        }

        @Override
        public @Nullable Throwable cause() {
            return null;
        }
    }

    /** The application's response has more headers than is good for it. */
    record LargeHeaderBlock(String detail) implements Fault {
        public LargeHeaderBlock {
            requireNonNull(detail, "detail");
        }

        @Override
        public String name() {
            return "large-header-block";
        }

        @Override
        public @Nullable Throwable cause() {
            return null;
        }
    }

    /** The JVM is about to end, because somebody called {@code System.exit} or asked it to. */
    record Exit(String detail, @Nullable Throwable cause) implements Fault {
        public Exit {
            requireNonNull(detail, "detail");
        }

        @Override
        public String name() {
            return "exit";
        }
    }

    /** A thread that is no request's ended with what nobody caught. */
    record DeadThread(String thread, Throwable cause) implements Fault {
        public DeadThread {
            requireNonNull(thread, "thread");
            requireNonNull(cause, "cause");
        }

        @Override
        public String name() {
            return "dead-thread";
        }

        @Override
        public String detail() {
            return thread;
        }
    }

    /** A task that was to be run again and again failed, and is never run again. */
    record StoppedTask(String task, Throwable cause) implements Fault {
        public StoppedTask {
            requireNonNull(task, "task");
            requireNonNull(cause, "cause");
        }

        @Override
        public String name() {
            return "stopped-task";
        }

        @Override
        public String detail() {
            return task;
        }
    }

    /** Never thrown: carries the stack of a thread that hangs, so that the log shows it as it shows an exception's. */
    final class HangingThread extends Exception {
        private static final long serialVersionUID = 1L;

        private HangingThread(String name, StackTraceElement[] stack) {
            super(name, null, false, true);
            setStackTrace(stack);
        }

        /** The stack of this thread from where it called the given class; what that calls is left out. */
        public static HangingThread calling(Class<?> type) {
            Thread thread = Thread.currentThread();
            StackTraceElement[] stack = thread.getStackTrace();
            int from = 0;
            for (int i = 0; i < stack.length; i++) {
                if (stack[i].getClassName().equals(type.getName())) {
                    from = i;
                }
            }
            return new HangingThread(thread.getName(), Arrays.copyOfRange(stack, from, stack.length));
        }

        /** The stack of the thread as it is now. */
        public static HangingThread of(Thread thread) {
            return new HangingThread(thread.getName(), thread.getStackTrace());
        }
    }
}
