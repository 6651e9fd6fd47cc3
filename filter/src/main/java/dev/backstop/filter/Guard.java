/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one request through the chain. What happens when the chain fails is {@link Rescue}'s business.
 *
 * <p>Safe for use by many threads. For a healthy request it allocates the {@link GuardedResponse} and its stream or writer, and
 * takes no lock.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Rescue rescue;
    private final HoldTimer holdTimer;
    private final LongSupplier nanoTime;
    private final PathPatterns excluded;
    private final PathPatterns excludedFromHolding;
    private final int bufferSize;
    private final long holdSize;
    private final boolean holdsFlushes;
    private final boolean forbidsCachingOfErrors;

    /** A guard whose responses get a buffer of the given size in bytes; 0 leaves the container's. */
    Guard(Settings settings, int bufferSize, HoldTimer holdTimer, Rescue rescue, LongSupplier nanoTime) {
        this.rescue = rescue;
        this.holdTimer = holdTimer;
        this.nanoTime = nanoTime;
        this.bufferSize = bufferSize;
        this.excluded = new PathPatterns(settings.words(Setting.EXCLUDE));
        this.excludedFromHolding = new PathPatterns(settings.words(Setting.HOLD_EXCLUDE));
        this.holdSize = settings.bytes(Setting.HOLD_SIZE);
        this.holdsFlushes = holdSize > 0 && settings.duration(Setting.HOLD_TIME).toMillis() > 0;
        this.forbidsCachingOfErrors = settings.isOn(Setting.ERROR_PAGES_NO_STORE);
    }

    /** Runs the chain for a request of any dispatch. */
    void run(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        GuardedResponse outer = within(response);
        if (outer != null) {
            runWithin(outer, request, response, chain);
        } else if (excluded.match(request) || isGuardedByAnother(response)) {
            chain.doFilter(request, response);
        } else {
            runGuarded(request, response, chain);
        }
    }

    /** The guarded response that the given one wraps, or null. */
    private static @Nullable GuardedResponse within(ServletResponse response) {
        ServletResponse current = response;
        while (current instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof GuardedResponse guarded) {
                return guarded;
            }
            current = wrapper.getResponse();
        }
        return null;
    }

    /** Whether another copy of this class, from another class loader, guards the response already. */
    private static boolean isGuardedByAnother(ServletResponse response) {
        ServletResponse current = response;
        while (current instanceof ServletResponseWrapper wrapper) {
            if (wrapper.getClass().getName().equals(GuardedResponse.class.getName())) {
                return true;
            }
            current = wrapper.getResponse();
        }
        return false;
    }

    private void runGuarded(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest noted = ExpectingRequest.of(request);
        GuardedResponse guarded = new GuardedResponse(this, noted, response, nanoTime.getAsLong());
        enlargeBuffer(response);
        try {
            runChain(noted, guarded, chain);
        } finally {
            guarded.leave();
        }
    }

    private void runChain(HttpServletRequest request, GuardedResponse guarded, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, guarded);
        } catch (Throwable thrown) {
            rescue.failed(guarded, thrown);
            return;
        }
        end(guarded);
    }

    /** A forward, an include, or a second registration of the filter: one guard is enough, but it has to know. */
    private static void runWithin(
            GuardedResponse outer, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.INCLUDE) {
            outer.beginInclude();
            try {
                chain.doFilter(request, response);
            } finally {
                outer.endInclude();
            }
        } else {
            chain.doFilter(request, response);
            if (type == DispatcherType.FORWARD) {
                outer.forwarded();
            }
        }
    }

    private void enlargeBuffer(HttpServletResponse response) {
        if (response.getBufferSize() < bufferSize && !response.isCommitted()) {
            try {
                response.setBufferSize(bufferSize);
            } catch (IllegalStateException e) {
                // Somebody further out has written already. Then this response has the buffer that it has.
                LOG.debug("the buffer cannot be enlarged any more", e);
            }
        }
    }

    private void end(GuardedResponse guarded) throws IOException {
        try {
            rescue.answerBlankError(guarded);
            guarded.end();
        } catch (RuntimeException e) {
            // The page is the application's and healthy; a failure of ours must not change that.
            LOG.error("Backstop failed at the end of a request; the response stays as it is", e);
        }
    }

    /** See {@link Rescue#reported}. */
    boolean reported(GuardedResponse response, int status, @Nullable String message) {
        return rescue.reported(response, status, message);
    }

    HoldTimer holdTimer() {
        return holdTimer;
    }

    boolean holdsFlushes() {
        return holdsFlushes;
    }

    /** The largest page whose flush is held back, in bytes. */
    long holdSize() {
        return holdSize;
    }

    boolean isExcludedFromHolding(HttpServletRequest request) {
        return excludedFromHolding.match(request);
    }

    boolean forbidsCachingOfErrors() {
        return forbidsCachingOfErrors;
    }
}
