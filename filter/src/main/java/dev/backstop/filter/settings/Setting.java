/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

import static dev.backstop.filter.settings.SettingType.BOOLEAN;
import static dev.backstop.filter.settings.SettingType.CHOICE;
import static dev.backstop.filter.settings.SettingType.DURATION;
import static dev.backstop.filter.settings.SettingType.HEADER_NAMES;
import static dev.backstop.filter.settings.SettingType.INTEGER;
import static dev.backstop.filter.settings.SettingType.PATHS;
import static dev.backstop.filter.settings.SettingType.PATH_DURATIONS;
import static dev.backstop.filter.settings.SettingType.SIZE;

/**
 * Every setting there is. The README's table is held against this list by a test; nothing else of Backstop knows a name, a
 * default or a range.
 *
 * <p>A setting is read as a system property by its {@link #key}, as an environment variable by its {@link #variable}, and as
 * an {@code init-param} of the filter by its key, in this order.
 */
public enum Setting {
    ENABLED("backstop.enabled", BOOLEAN, "true", null, "Switches the whole filter: off, requests pass untouched."),
    INSTALL(
            "backstop.install",
            BOOLEAN,
            "true",
            null,
            "Whether the filter may install itself (jar in WEB-INF/lib, Spring Boot). A web.xml or code that names it is not"
                    + " affected."),
    EXCLUDE("backstop.exclude", PATHS, "", null, "Paths that the filter leaves alone altogether."),
    EXCEPTIONS_STATUS(
            "backstop.exceptions.status", INTEGER, "500", "500..599", "Status of the answer to an uncaught exception."),
    EXCEPTIONS_OUT_OF_MEMORY_STATUS(
            "backstop.exceptions.out-of-memory-status",
            INTEGER,
            "503",
            "500..599",
            "Status of the answer to an OutOfMemoryError."),
    DATABASE(
            "backstop.database",
            BOOLEAN,
            "true",
            null,
            "Whether an exception that tells of a failure of the database is answered as one. Off, it is an exception like any other."),
    DATABASE_TIMEOUT_STATUS(
            "backstop.database.timeout-status",
            INTEGER,
            "503",
            "500..599",
            "Status of the answer when the database did not answer a statement in time. Some CDNs put a page of their own in the place"
                    + " of a 504."),
    RETRY_AFTER(
            "backstop.retry-after",
            DURATION,
            "10s",
            "1s..1h",
            "Retry-After of a 503, unless it is the database's; each answer gets a value between half and one and a half of it, so that"
                    + " clients do not come back all at once."),
    ERROR_PAGES(
            "backstop.error-pages",
            BOOLEAN,
            "true",
            null,
            "Whether the application's own error pages go before Backstop's answer. They never do for an OutOfMemoryError and its"
                    + " like, nor for an error page that fails itself."),
    ERROR_PAGES_NO_STORE(
            "backstop.error-pages.no-store",
            BOOLEAN,
            "true",
            null,
            "Whether the application's own 5xx responses get Cache-Control: no-store when they say nothing about caching."),
    REPORTED_ERRORS(
            "backstop.reported-errors",
            BOOLEAN,
            "true",
            null,
            "Whether sendError(5xx), and a 5xx status without a body, get a clean body too."),
    REPORTED_ERRORS_MESSAGE(
            "backstop.reported-errors.message",
            BOOLEAN,
            "false",
            null,
            "Whether clients are shown the message given to sendError, as the problem's detail."),
    KEPT_HEADERS(
            "backstop.kept-headers",
            HEADER_NAMES,
            "",
            null,
            "Headers of the application that an answer keeps, beside Set-Cookie, Vary, CORS, trace and request id headers."),
    BUFFER_SIZE(
            "backstop.buffer-size",
            SIZE,
            "32k",
            "0..1M",
            "The container's response buffer is enlarged to this: up to here a failed page can still be taken back. 0 leaves it as"
                    + " it is. On Undertow only when set, see the README."),
    HOLD_SIZE(
            "backstop.hold.size",
            SIZE,
            "32k",
            "0..1M",
            "Pages up to this size that are flushed before they are finished are held back in the buffer. 0 switches it off."),
    HOLD_TIME(
            "backstop.hold.time",
            DURATION,
            "200ms",
            "0ms..5s",
            "The longest time for which a flush is held back. 0ms switches it off."),
    HOLD_EXCLUDE("backstop.hold.exclude", PATHS, "", null, "Paths whose flushes are never held back."),
    BREAK_OFF(
            "backstop.break-off",
            BOOLEAN,
            "true",
            null,
            "Whether a response that fails after it was committed is broken off, so that nobody takes it for complete."),
    UNREAD_BODY_SIZE(
            "backstop.unread-body.size",
            SIZE,
            "2M",
            "0..64M",
            "As much of an unread request body is drained, so that its sender gets the answer. With more, the answer says Connection:"
                    + " close."),
    UNREAD_BODY_TIME(
            "backstop.unread-body.time",
            DURATION,
            "2s",
            "0ms..60s",
            "The longest time for which an answer waits for that. On Tomcat it never waits: Tomcat itself drains, after the answer."),
    ASYNC(
            "backstop.async",
            BOOLEAN,
            "true",
            null,
            "Whether asynchronous requests are guarded too: what is thrown on other threads and in listeners, and time-outs."),
    DEADLINE(
            "backstop.deadline",
            DURATION,
            "50s",
            "0ms..24h",
            "By then a request is answered, if need be with a 503 while its thread still hangs; a response that has begun is broken off"
                    + " when nothing was written for as long. Less than the proxy's read time-out. 0s switches it off."),
    DEADLINE_PATHS(
            "backstop.deadline.paths",
            PATH_DURATIONS,
            "",
            null,
            "Paths with a deadline of their own; the first that matches counts."),
    DEADLINE_HEADERS(
            "backstop.deadline.headers",
            HEADER_NAMES,
            "",
            null,
            "Request headers that may shorten the deadline: grpc-timeout, names that end in -ms (milliseconds), others (seconds)."
                    + " Only ones that the proxy sets or removes."),
    DEADLINE_INTERRUPT(
            "backstop.deadline.interrupt",
            BOOLEAN,
            "false",
            null,
            "Whether the thread that still hangs when its deadline is over is interrupted."),
    INTEGRITY(
            "backstop.integrity",
            CHOICE,
            "enforce",
            "enforce, report, off",
            "What becomes of a response that is malformed for sure: enforce corrects or replaces it, report only logs it."),
    INTEGRITY_INVALID_HEADERS(
            "backstop.integrity.invalid-headers",
            CHOICE,
            "clean",
            "clean, refuse",
            "Header values with control characters: clean puts spaces in their place (and leaves out names that are none), refuse makes the"
                    + " response a 500."),
    HEADER_BLOCK_SOFT_LIMIT(
            "backstop.header-block.soft-limit",
            SIZE,
            "3k",
            "0..1M",
            "Response headers of more than this are logged, with the three largest, once in a minute at most. 0 switches it off."),
    HEADER_BLOCK_HARD_LIMIT(
            "backstop.header-block.hard-limit",
            SIZE,
            "0",
            "0..16M",
            "The most that the proxy takes of response headers, if it is not what backstop.proxy says. 0 is no such limit."),
    PROXY(
            "backstop.proxy",
            CHOICE,
            "none",
            "none, nginx, haproxy, apache, varnish, caddy, envoy, alb, cloudflare",
            "The proxy in front, by whose limits response headers are checked."),
    PROXY_LIMITS(
            "backstop.proxy.limits",
            CHOICE,
            "report",
            "enforce, report, off",
            "What becomes of response headers that are too large for the proxy: enforce makes the response a 500, report only logs it."
                    + " What is too large for the container itself is backstop.integrity's."),
    LOG_LIMIT(
            "backstop.log.limit",
            INTEGER,
            "10",
            "0..100000",
            "Log lines for one and the same fault in 10 s; what is left out is counted and the count is logged. 0 logs no"
                    + " incidents."),
    LOG_STACK_TRACES(
            "backstop.log.stack-traces",
            BOOLEAN,
            "true",
            null,
            "Whether the first line of a fault carries its stack trace.");

    private final String key;
    private final SettingType type;
    private final String defaultText;
    private final @Nullable String range;
    private final String sentence;

    Setting(String key, SettingType type, String defaultText, @Nullable String range, String sentence) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.range = range;
        this.sentence = sentence;
    }

    /** The name as a system property and as an {@code init-param}, such as {@code backstop.hold.time}. */
    public String key() {
        return key;
    }

    /** The name as an environment variable, such as {@code BACKSTOP_HOLD_TIME}. */
    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** What a value looks like, in words. */
    public String syntax() {
        return type == CHOICE ? type.syntax + range : type.syntax;
    }

    /** The default as one would write it; empty for an empty list. */
    public String defaultText() {
        return defaultText;
    }

    /** The allowed range, both ends included, as {@code min..max}; null where {@link #syntax} says it all. */
    public @Nullable String range() {
        return type == CHOICE ? null : range;
    }

    /** What it does, in a sentence or two. */
    public String sentence() {
        return sentence;
    }

    Object defaultValue() {
        return parse(defaultText);
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if it is none of this setting's; the message goes on after the key
     */
    Object parse(String text) {
        try {
            Object value = type.parse(text.strip());
            if (range != null && !inRange(value)) {
                throw new IllegalArgumentException(
                        type == CHOICE ? "is none of these" : "is out of its range " + range);
            }
            return value;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("is too large", e);
        }
    }

    private boolean inRange(Object value) {
        if (type == CHOICE) {
            return List.of(String.valueOf(range).split(", ")).contains(value);
        }
        String[] ends = String.valueOf(range).split("\\.\\.", 2);
        Object min = type.parse(ends[0]);
        Object max = type.parse(ends[1]);
        if (value instanceof Duration duration) {
            return duration.compareTo((Duration) min) >= 0 && duration.compareTo((Duration) max) <= 0;
        }
        return (Long) value >= (Long) min && (Long) value <= (Long) max;
    }
}
