/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line per incident to the logger {@code dev.backstop.incident}, as {@code key=value} pairs.
 *
 * <p>A fault that repeats itself is limited: of incidents with the same kind of fault, the same exception class and the same
 * place, at most {@code backstop.log.limit} lines are written in 10 s; the others are counted, and the count is written when
 * the 10 s are over. The first line of each 10 s carries the stack trace. Nothing that a client sent can break out of its
 * line. Safe for use by many threads; may block as long as the logging back end does.
 */
public final class IncidentLog implements IncidentSink {
    private static final Logger LOG = LoggerFactory.getLogger("dev.backstop.incident");
    private static final Duration WINDOW = Duration.ofSeconds(10);
    /** Beyond so many different faults, the rest share one window: a bound on memory. */
    private static final int MOST_WINDOWS = 256;

    private static final String THE_REST = "other faults";
    /** Causes are followed so far: a bound for cycles. */
    private static final int DEEPEST = 32;

    private final ConcurrentMap<String, Window> windows = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final int limit;
    private final boolean stackTraces;

    /** A log that has the given timer write the counts of what was left out. */
    public IncidentLog(Settings settings, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.limit = settings.number(Setting.LOG_LIMIT);
        this.stackTraces = settings.isOn(Setting.LOG_STACK_TRACES);
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /** The lines of one fault in the current 10 s. Guarded by itself. */
    private static final class Window {
        private long startNanos;
        private int lines;
        private long leftOut;
        private boolean closed;

        private synchronized long startNanos() {
            return startNanos;
        }

        private boolean isOver(long now) {
            return now - startNanos >= WINDOW.toNanos();
        }

        private long takeLeftOut() {
            long taken = leftOut;
            leftOut = 0;
            return taken;
        }
    }

    private enum Verdict {
        WITH_STACK_TRACE,
        LINE_ONLY,
        LEFT_OUT
    }

    /** Logs the incident, or counts it. */
    @Override
    public void report(Incident incident) {
        if (limit == 0 || !isEnabled(incident)) {
            return;
        }
        String signature = signature(incident.fault());
        switch (admit(signature)) {
            case WITH_STACK_TRACE -> log(incident, stackTraces && printsStackTrace(incident));
            case LINE_ONLY -> log(incident, false);
            case LEFT_OUT -> {
                // Counted; the end of the window tells.
            }
        }
    }

    /** A client that went away is no incident, but somebody who searches for one may want to see it. */
    @Override
    public void clientGone(String method, String path, Throwable cause) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "client gone method={} path={} exception={}",
                    Escaped.value(method),
                    Escaped.value(path),
                    cause.getClass().getName());
        }
    }

    /** Writes the counts of everything that was left out so far. */
    public void flush() {
        windows.forEach((key, window) -> {
            long startNanos;
            do {
                startNanos = window.startNanos();
            } while (!close(key, window, startNanos));
        });
    }

    private static boolean isEnabled(Incident incident) {
        return isUnanswered(incident) ? LOG.isErrorEnabled() : LOG.isWarnEnabled();
    }

    private static boolean isUnanswered(Incident incident) {
        return incident.outcome() == Outcome.FAILED || incident.outcome() == Outcome.BROKEN_OFF;
    }

    /** Where the exception goes on to the container, the container prints it: one stack trace is enough. */
    private static boolean printsStackTrace(Incident incident) {
        return incident.outcome() != Outcome.ERROR_PAGE && incident.outcome() != Outcome.LEFT_TO_CONTAINER;
    }

    private Verdict admit(String signature) {
        String key = windows.containsKey(signature) || hasRoom() ? signature : THE_REST;
        while (true) {
            Window window = windows.computeIfAbsent(key, k -> new Window());
            Verdict verdict;
            long leftOutBefore = 0;
            boolean firstLeftOut = false;
            long startNanos;
            long now;
            synchronized (window) {
                if (window.closed) {
                    // close() takes it out of the map between our look-up and here, and tells its count.
                    continue;
                }
                now = nanoTime.getAsLong();
                if (window.lines == 0 || window.isOver(now)) {
                    leftOutBefore = window.takeLeftOut();
                    window.startNanos = now;
                    window.lines = 1;
                    verdict = Verdict.WITH_STACK_TRACE;
                } else if (window.lines < limit) {
                    window.lines++;
                    verdict = Verdict.LINE_ONLY;
                } else {
                    firstLeftOut = window.leftOut++ == 0;
                    verdict = Verdict.LEFT_OUT;
                }
                startNanos = window.startNanos;
            }
            tell(key, leftOutBefore);
            if (firstLeftOut) {
                closeLater(key, window, startNanos, startNanos + WINDOW.toNanos() - now);
            }
            return verdict;
        }
    }

    /** Whether a new fault may have a window of its own; takes out the windows that are over, if that is what it needs. */
    private boolean hasRoom() {
        if (windows.size() >= MOST_WINDOWS) {
            long now = nanoTime.getAsLong();
            windows.forEach((key, window) -> {
                long startNanos = window.startNanos();
                if (now - startNanos >= WINDOW.toNanos()) {
                    close(key, window, startNanos);
                }
            });
        }
        return windows.size() < MOST_WINDOWS;
    }

    private void closeLater(String key, Window window, long startNanos, long delayNanos) {
        try {
            Runnable close = () -> close(key, window, startNanos);
            timer.schedule(close, delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The filter is being destroyed: flush() follows.
            LOG.trace("no timer any more", e);
        }
    }

    /**
     * Ends a window and tells its count.
     *
     * @return false if new 10 s have begun in it: then its count was told already, and theirs is for later
     */
    private boolean close(String key, Window window, long startNanos) {
        long leftOut;
        synchronized (window) {
            if (window.startNanos != startNanos) {
                return false;
            }
            window.closed = true;
            leftOut = window.takeLeftOut();
        }
        windows.remove(key, window);
        tell(key, leftOut);
        return true;
    }

    private static void tell(String key, long leftOut) {
        if (leftOut > 0) {
            LOG.warn("incidents left out count={} like=\"{}\"", leftOut, key);
        }
    }

    private static void log(Incident incident, boolean withStackTrace) {
        Throwable cause = incident.fault().cause();
        String line = line(incident);
        Throwable printed = withStackTrace && cause != null ? LoggedThrowable.of(cause) : null;
        if (isUnanswered(incident)) {
            LOG.error(line, printed);
        } else {
            LOG.warn(line, printed);
        }
    }

    /** The line of an incident, without its stack trace. */
    public static String line(Incident incident) {
        StringBuilder line = new StringBuilder(256);
        line.append("incident id=").append(incident.id());
        line.append(" fault=")
                .append(incident.fault().name())
                .append(incident.fault().fields());
        line.append(" outcome=").append(incident.outcome());
        line.append(" status=").append(incident.status());
        line.append(" method=").append(Escaped.value(incident.method()));
        line.append(" path=").append(Escaped.value(incident.path()));
        line.append(" duration=").append(incident.duration().toMillis()).append("ms");
        String detail = incident.fault().detail();
        if (!detail.isEmpty()) {
            line.append(" detail=\"")
                    .append(Escaped.line(detail.replace('"', '\'')))
                    .append('"');
        }
        Throwable thrown = incident.fault().cause();
        if (thrown != null) {
            Throwable cause = rootCause(thrown);
            if (cause instanceof Fault.HangingThread) {
                line.append(" thread=").append(Escaped.value(String.valueOf(cause.getMessage())));
            } else {
                line.append(" exception=").append(cause.getClass().getName());
            }
            StackTraceElement place = place(cause);
            if (place != null) {
                line.append(" at=").append(Escaped.value(place.toString()));
            }
        }
        return line.toString();
    }

    private static String signature(Fault fault) {
        Throwable cause = fault.cause();
        if (cause == null) {
            if (fault instanceof Fault.ReportedError error) {
                return fault.name() + " " + error.status();
            }
            return fault instanceof Fault.MalformedResponse malformed
                    ? fault.name() + " " + Escaped.line(malformed.detail())
                    : fault.name();
        }
        Throwable root = rootCause(cause);
        StackTraceElement place = place(root);
        String at = place == null ? "" : " at " + Escaped.value(place.toString());
        String kind = fault instanceof Fault.Database database
                ? " " + database.failure().kind()
                : "";
        return fault.name() + kind + " " + root.getClass().getName() + at;
    }

    /** What happened, not what it was wrapped in on its way through the frameworks. */
    private static Throwable rootCause(Throwable thrown) {
        Throwable root = thrown;
        Throwable cause = LoggedThrowable.cause(root);
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            root = cause;
            cause = LoggedThrowable.cause(root);
        }
        return root;
    }

    /** Where it was thrown; null if the JVM left the stack trace out, as it does for exceptions that it throws often. */
    private static @Nullable StackTraceElement place(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        if (cause instanceof Fault.HangingThread) {
            // All of them hang in the JDK; who called it is what differs.
            for (StackTraceElement element : trace) {
                if (!isOfTheJdk(element.getClassName())) {
                    return element;
                }
            }
        }
        return trace.length == 0 ? null : trace[0];
    }

    private static boolean isOfTheJdk(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.") || className.startsWith("sun.");
    }
}
