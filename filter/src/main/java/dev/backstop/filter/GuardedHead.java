/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Status and headers of a guarded response: they go to the container's as long as the response is not committed and does not look so,
 * and are ignored from then on. Notes what the rest has to know of them.
 */
abstract class GuardedHead extends HttpServletResponseWrapper {
    private static final String CACHE_CONTROL = "Cache-Control";

    private boolean uncacheable;
    /** Tomcat does not tell it. */
    private long promised = -1;

    GuardedHead(HttpServletResponse response) {
        super(response);
    }

    /** Whether headers and status may still be changed; the rest is ignored, as the specification has it for a committed response. */
    abstract boolean isMutable();

    /** Whether a 5xx of the application's own that says nothing about caching must not be cached. */
    abstract boolean forbidsCachingOfErrors();

    /** From here on the application's flushes go out at once. */
    abstract void passFlushesThrough();

    final void requireUncommitted() {
        if (!isMutable()) {
            throw new IllegalStateException("The response is committed");
        }
    }

    /** The Content-Length that the application set, or -1. */
    final long promisedLength() {
        return promised;
    }

    /** After a reset. */
    final void forgetHead() {
        promised = -1;
        uncacheable = false;
    }

    /** Called before something leaves: a 5xx that says nothing about caching is not to be cached. */
    final void forbidCachingOfErrors() {
        if (getStatus() >= SC_INTERNAL_SERVER_ERROR
                && forbidsCachingOfErrors()
                && !containsHeader(CACHE_CONTROL)
                && !containsHeader("Expires")) {
            super.setHeader(CACHE_CONTROL, "no-store");
            uncacheable = true;
        }
    }

    @Override
    public void setBufferSize(int size) {
        requireUncommitted();
        super.setBufferSize(size);
    }

    @Override
    public void setStatus(int status) {
        if (isMutable()) {
            super.setStatus(status);
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (isMutable()) {
            super.setHeader(name, value);
            note(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!isMutable()) {
            return;
        }
        if (uncacheable && CACHE_CONTROL.equalsIgnoreCase(name)) {
            // The application speaks up after all: its word replaces ours.
            super.setHeader(name, value);
            uncacheable = false;
        } else {
            super.addHeader(name, value);
        }
        note(name, value);
    }

    private void note(String name, @Nullable String value) {
        if ("X-Accel-Buffering".equalsIgnoreCase(name) && "no".equalsIgnoreCase(value)) {
            // It asks the proxy to pass the response through as it comes, so it is a stream here too.
            passFlushesThrough();
        } else if ("Content-Length".equalsIgnoreCase(name)) {
            promised = length(value);
        }
    }

    private static long length(@Nullable String value) {
        try {
            return value == null ? -1 : Long.parseLong(value);
        } catch (NumberFormatException e) {
            // Whatever the container makes of it, it is no promise.
            return -1;
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (isMutable()) {
            super.setIntHeader(name, value);
            promised = "Content-Length".equalsIgnoreCase(name) ? value : promised;
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (isMutable()) {
            super.addIntHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (isMutable()) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (isMutable()) {
            super.addDateHeader(name, date);
        }
    }

    @Override
    public void addCookie(Cookie cookie) {
        if (isMutable()) {
            super.addCookie(cookie);
        }
    }

    @Override
    public void setContentType(@Nullable String type) {
        if (isMutable()) {
            super.setContentType(type);
        }
    }

    @Override
    public void setCharacterEncoding(@Nullable String encoding) {
        if (isMutable()) {
            super.setCharacterEncoding(encoding);
        }
    }

    @Override
    public void setContentLength(int length) {
        if (isMutable()) {
            super.setContentLength(length);
            promised = length;
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (isMutable()) {
            super.setContentLengthLong(length);
            promised = length;
        }
    }

    @Override
    public void setLocale(Locale locale) {
        if (isMutable()) {
            super.setLocale(locale);
        }
    }

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {
        requireUncommitted();
        // Trailers need chunks: the application's flush is what makes them.
        passFlushesThrough();
        super.setTrailerFields(supplier);
    }
}
