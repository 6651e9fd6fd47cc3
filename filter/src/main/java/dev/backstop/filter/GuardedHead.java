/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.integrity.HeaderField;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Status and headers of a guarded response: they go to the container's as long as the response is not committed and does not look so,
 * and are ignored from then on. What no recipient would take does not go there; what the rest has to know of them is noted.
 */
abstract class GuardedHead extends OwnedResponse {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LOWEST_STATUS = 200;
    private static final int HIGHEST_STATUS = 599;

    /** A small field counts as so many bytes, so that very many small ones are noticed too. */
    private static final int LEAST_FIELD = 64;

    private static final int FIELD_OVERHEAD = 4;
    private static final int LOOK_FROM = 2560;

    // The bits of attention.
    private static final int LOOK = 0x8000;
    private static final int MEASURED = 0x4000;
    private static final int BOUND = 0x3fff;

    private boolean uncacheable;
    /** No less than the size of the header block, whether it was measured, and whether anything else needs a look. */
    private char attention;
    /** Tomcat does not tell it. */
    private long promised = -1;

    GuardedHead(HttpServletResponse response, int startMillis) {
        super(response, startMillis);
    }

    // ---- what it must know

    /** Whether a 5xx of the application's own that says nothing about caching must not be cached. */
    abstract boolean forbidsCachingOfErrors();

    /** How strict it is. */
    abstract Integrity integrity();

    /** Whether the container ignores headers, because this is an include. */
    abstract boolean isIncluding();

    /** Whether the request asks for another protocol. */
    abstract boolean asksForUpgrade();

    /** From here on the application's flushes go out at once. */
    abstract void passFlushesThrough();

    /** What few responses need. */
    abstract Aside aside();

    /** The same, if it is there. */
    abstract @Nullable Aside asideIfAny();

    /** Reports something that was malformed and is put right now, or would be if the settings had it so. */
    abstract void reportMalformed(String what, boolean corrected);

    // ---- what it tells

    final void requireUncommitted() {
        if (!isMutable()) {
            throw new IllegalStateException("The response is committed");
        }
    }

    /** Whether headers and status may still be changed; the rest is ignored, as the specification has it for a committed response. */
    final boolean isMutable() {
        return !isTaken() && !isHeld();
    }

    /** The Content-Length that the application set, or -1. */
    final long promisedLength() {
        return promised;
    }

    /** Leaves the Content-Length to the container, which knows it if the response is not committed. */
    final void forgetPromise() {
        super.setContentLengthLong(-1);
        promised = -1;
    }

    /** After a reset. */
    final void forgetHead() {
        promised = -1;
        uncacheable = false;
        attention = 0;
        Aside aside = asideIfAny();
        if (aside != null) {
            aside.refused = null;
            aside.refusedStatus = null;
            aside.trailer = null;
        }
    }

    /** Whether something must be looked at before any of the response leaves. */
    final boolean needsLook() {
        return (attention & LOOK) != 0 || needsMeasuring();
    }

    /** Whether the header block may be large, and was not measured since it was changed last. */
    final boolean needsMeasuring() {
        return (attention & BOUND) > LOOK_FROM && (attention & MEASURED) == 0;
    }

    final void measured() {
        attention = (char) (attention | MEASURED);
    }

    /** Whether the status forbids a body. */
    final boolean isBodiless() {
        int status = getStatus();
        return status == SC_NO_CONTENT || status == SC_RESET_CONTENT || status == SC_NOT_MODIFIED;
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

    // ---- changes

    /** Whether a change may be made; then {@link #endChange} must follow. */
    private boolean beginChange() {
        if (!enter()) {
            return false;
        }
        if (isHeld()) {
            endChange();
            return false;
        }
        return true;
    }

    /** Called after a call of the container's response. */
    abstract void endChange();

    private void noteField(int nameLength, int valueLength) {
        int bound = (attention & BOUND) + Math.max(LEAST_FIELD, nameLength + valueLength + FIELD_OVERHEAD);
        attention = (char) ((attention & LOOK) | Math.min(bound, BOUND));
    }

    private void noteLook() {
        attention = (char) (attention | LOOK);
    }

    /** The response must not go out as it is: it is replaced before anything leaves. */
    private void refuse(String what) {
        aside().refused = what;
        noteLook();
    }

    @Override
    public void setBufferSize(int size) {
        requireUncommitted();
        if (beginChange()) {
            try {
                super.setBufferSize(size);
            } finally {
                endChange();
            }
        }
    }

    @Override
    public void setStatus(int status) {
        if (beginChange()) {
            try {
                changeStatus(status);
            } finally {
                endChange();
            }
        }
    }

    private void changeStatus(int status) {
        if (isIncluding()) {
            super.setStatus(status);
            return;
        }
        if (isImpossible(status)) {
            if (integrity().mode() == Integrity.Mode.ENFORCE) {
                aside().refusedStatus = "status " + status;
                noteLook();
                return;
            }
            reportMalformed("status " + status, false);
        }
        Aside aside = asideIfAny();
        if (aside != null) {
            aside.refusedStatus = null;
        }
        super.setStatus(status);
        if (status == SC_NO_CONTENT || status == SC_RESET_CONTENT || status == SC_NOT_MODIFIED) {
            noteLook();
        }
    }

    /** Whether no final response has this status. */
    final boolean isImpossible(int status) {
        return (status < LOWEST_STATUS || status > HIGHEST_STATUS)
                && integrity().mode() != Integrity.Mode.OFF
                && !(status == SWITCHING_PROTOCOLS && asksForUpgrade());
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (beginChange()) {
            try {
                String checked = checked(name, value, true);
                if (checked != null || value == null) {
                    super.setHeader(name, checked);
                    note(name, checked);
                }
            } finally {
                endChange();
            }
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (beginChange()) {
            try {
                String checked = checked(name, value, false);
                if (checked != null) {
                    add(name, checked);
                    note(name, checked);
                }
            } finally {
                endChange();
            }
        }
    }

    private void add(String name, String value) {
        if (uncacheable && CACHE_CONTROL.equalsIgnoreCase(name)) {
            // The application speaks up after all: its word replaces ours.
            super.setHeader(name, value);
            uncacheable = false;
        } else {
            super.addHeader(name, value);
        }
    }

    private void note(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        noteField(name.length(), value.length());
        if ("no".equalsIgnoreCase(value) && "X-Accel-Buffering".equalsIgnoreCase(name)) {
            // It asks the proxy to pass the response through as it comes, so it is a stream here too.
            passFlushesThrough();
        }
    }

    // ---- what is malformed

    /** What may go to the container of a field; null for nothing. */
    private @Nullable String checked(@Nullable String name, @Nullable String value, boolean set) {
        if (name == null || isIncluding()) {
            return value;
        }
        Integrity integrity = integrity();
        if (integrity.mode() == Integrity.Mode.OFF) {
            notePromise(name, value);
            return value;
        }
        boolean enforces = integrity.mode() == Integrity.Mode.ENFORCE;
        if (!HeaderField.isName(name)) {
            return invalid("the header name '" + HeaderField.cleaned(name) + "'", value, null);
        }
        String checked = value;
        if (value != null && !HeaderField.isValue(value)) {
            checked = invalid("control characters in " + name, value, HeaderField.cleaned(value));
        }
        HeaderField.Framing framing = HeaderField.framing(name);
        if (framing == HeaderField.Framing.NONE || checked == null) {
            if (framing == HeaderField.Framing.CONTENT_LENGTH && value == null) {
                promised = -1;
            }
            return checked;
        }
        return switch (framing) {
            case CONTENT_LENGTH -> contentLength(checked, set, enforces);
            case CONNECTION ->
                HeaderField.isClose(checked) || isUpgrade(checked)
                        ? checked
                        : stripped(name, checked, HeaderField.hasToken(checked, "close") ? "close" : null, enforces);
            case UPGRADE -> asksForUpgrade() ? checked : stripped(name, checked, null, enforces);
            case TRAILER -> trailer(checked, enforces);
            default -> stripped(name, checked, null, enforces);
        };
    }

    private @Nullable String invalid(String what, @Nullable String value, @Nullable String cleaned) {
        if (integrity().mode() != Integrity.Mode.ENFORCE) {
            reportMalformed(what, false);
            return value;
        }
        if (integrity().refusesInvalidHeaders()) {
            refuse(what);
        } else {
            reportMalformed(what, true);
        }
        return cleaned;
    }

    private @Nullable String stripped(String name, String value, @Nullable String instead, boolean enforces) {
        reportMalformed("the application set " + name, enforces);
        return enforces ? instead : value;
    }

    private boolean isUpgrade(String connection) {
        return asksForUpgrade() && HeaderField.hasToken(connection, "upgrade");
    }

    /** A length goes to the container as a number, so that there is never a second one. */
    private @Nullable String contentLength(String value, boolean set, boolean enforces) {
        long length = HeaderField.contentLength(value);
        if (length < 0 || (!set && promised >= 0 && promised != length)) {
            reportMalformed(length < 0 ? "a Content-Length that is no number" : "a second Content-Length", enforces);
            if (!enforces) {
                return value;
            }
            if (length < 0) {
                return null;
            }
        }
        promised = length;
        if (enforces) {
            super.setContentLengthLong(length);
            return null;
        }
        return value;
    }

    private void notePromise(String name, @Nullable String value) {
        if ("Content-Length".equalsIgnoreCase(name)) {
            promised = value == null ? -1 : HeaderField.contentLength(value);
        }
    }

    /** It announces trailers; the application says later whether there are any. */
    private @Nullable String trailer(String value, boolean enforces) {
        if (!enforces || getTrailerFields() != null) {
            return value;
        }
        aside().trailer = value;
        return null;
    }

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {
        requireUncommitted();
        if (!integrity().passesTrailers()) {
            return;
        }
        // Trailers need chunks: the application's flush is what makes them.
        passFlushesThrough();
        if (beginChange()) {
            try {
                super.setTrailerFields(supplier);
                announceTrailers();
            } finally {
                endChange();
            }
        }
    }

    private void announceTrailers() {
        Aside aside = asideIfAny();
        String trailer = aside == null ? null : aside.trailer;
        if (aside != null && trailer != null) {
            super.setHeader("Trailer", trailer);
            aside.trailer = null;
        }
    }

    /** Also the one that waits for its trailers. */
    @Override
    public @Nullable String getHeader(String name) {
        String there = super.getHeader(name);
        return there == null ? waitingTrailer(name) : there;
    }

    @Override
    public boolean containsHeader(String name) {
        return super.containsHeader(name) || waitingTrailer(name) != null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        String waiting = waitingTrailer(name);
        return waiting == null ? super.getHeaders(name) : List.of(waiting);
    }

    private @Nullable String waitingTrailer(String name) {
        Aside aside = asideIfAny();
        return aside != null && "Trailer".equalsIgnoreCase(name) ? aside.trailer : null;
    }

    // ---- the other ways to say the same

    @Override
    public void setIntHeader(String name, int value) {
        if (isFraming(name)) {
            setHeader(name, Integer.toString(value));
        } else if (beginChange()) {
            try {
                super.setIntHeader(name, value);
                noteField(name.length(), 0);
            } finally {
                endChange();
            }
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (isFraming(name)) {
            addHeader(name, Integer.toString(value));
        } else if (beginChange()) {
            try {
                super.addIntHeader(name, value);
                noteField(name.length(), 0);
            } finally {
                endChange();
            }
        }
    }

    /** A name that is none, or that a number needs a second look for. */
    private static boolean isFraming(@Nullable String name) {
        return name != null && (!HeaderField.isName(name) || HeaderField.framing(name) != HeaderField.Framing.NONE);
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (beginChange()) {
            try {
                super.setDateHeader(name, date);
                noteField(0, 0);
            } finally {
                endChange();
            }
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (beginChange()) {
            try {
                super.addDateHeader(name, date);
                noteField(0, 0);
            } finally {
                endChange();
            }
        }
    }

    @Override
    public void addCookie(Cookie cookie) {
        if (beginChange()) {
            try {
                super.addCookie(cookie);
                String value = cookie.getValue();
                noteField(2 * LEAST_FIELD, value == null ? 0 : value.length());
            } finally {
                endChange();
            }
        }
    }

    @Override
    public void setContentType(@Nullable String type) {
        if (beginChange()) {
            try {
                super.setContentType(type == null ? null : checked("Content-Type", type, true));
            } finally {
                endChange();
            }
        }
    }

    @Override
    public void setCharacterEncoding(@Nullable String encoding) {
        if (beginChange()) {
            try {
                super.setCharacterEncoding(encoding);
            } finally {
                endChange();
            }
        }
    }

    /** Of Servlet 6.1: there it overrides, here it is just a method. */
    @SuppressWarnings("MissingOverride")
    public void setCharacterEncoding(@Nullable Charset encoding) {
        setCharacterEncoding(encoding == null ? null : encoding.name());
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!beginChange()) {
            return;
        }
        try {
            boolean negative = length < -1 && !isIncluding() && integrity().mode() != Integrity.Mode.OFF;
            boolean enforces = integrity().mode() == Integrity.Mode.ENFORCE;
            if (negative) {
                reportMalformed("a Content-Length that is no number", enforces);
            }
            super.setContentLengthLong(negative && enforces ? -1 : length);
            if (!isIncluding()) {
                promised = Math.max(-1, length);
            }
        } finally {
            endChange();
        }
    }

    @Override
    public void setLocale(Locale locale) {
        if (beginChange()) {
            try {
                super.setLocale(locale);
            } finally {
                endChange();
            }
        }
    }
}
