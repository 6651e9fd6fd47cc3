/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.container.Container;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Writes an answer to the wire; nothing else in Backstop writes a response.
 *
 * <p>The wire rules: the request's body is drained first, unless the container does it afterwards; everything of the application is reset, but for the headers that an
 * answer keeps; one body with its exact {@code Content-Length}, in one write and one flush; {@code Cache-Control: no-store};
 * {@code Vary: Accept}; {@code Connection: close} only if the body could not be drained, or if the connection's thread hangs. For HEAD the same headers and no body
 * (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2">RFC 9110, section 9.3.2</a>).
 *
 * <p>Safe for use by many threads. May block as long as the client lets the container's socket block.
 */
final class AnswerWriter {
    /** What the rest of the request is about while it is answered. */
    enum Situation {
        /** Nobody else uses it. */
        USUAL,
        /** The application's thread hangs, perhaps in a read, and the connection is of no use until it comes back. */
        HANGING,
        /** Listeners read or write it; calls must not block. */
        NON_BLOCKING,
        /** It is the last one of its connection. */
        CLOSING
    }

    private static final String VARY = "Vary";
    private static final String ACCEPT = "Accept";

    private final UnreadBody unreadBody;
    private final Predicate<String> isKept;

    AnswerWriter(Settings settings, Container container, LongSupplier nanoTime) {
        this.unreadBody = new UnreadBody(settings, container, nanoTime);
        this.isKept = KeptHeaders.inAnswers(settings.words(Setting.KEPT_HEADERS));
    }

    /**
     * Writes the answer to an uncommitted response of the container's.
     *
     * @throws IOException if the client is gone
     */
    void write(Answer answer, GuardedRequest request, HttpServletResponse response, Situation situation)
            throws IOException {
        // With the flag set, Tomcat closes the connection at the next write; so the application's interrupt has to
        // wait.
        boolean interrupted = Thread.interrupted();
        try {
            boolean reusable = false;
            if (situation == Situation.USUAL || situation == Situation.CLOSING) {
                reusable = unreadBody.drain(request) && situation == Situation.USUAL;
            }
            if (situation == Situation.NON_BLOCKING) {
                // Listeners read the body, if anybody does.
                reusable = !UnreadBody.isAnnouncedBy(request);
                if (!response.getOutputStream().isReady()) {
                    throw new IllegalStateException("the container cannot take an answer just now");
                }
            }
            KeptHeaders kept = KeptHeaders.of(response, isKept);
            response.reset();
            kept.addTo(response);
            writeFresh(answer, reusable, request, response, situation);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The same with as little memory as can be, for when there is none: the application's headers are lost. */
    void writeFrugally(Answer answer, GuardedRequest request, HttpServletResponse response, Situation situation)
            throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            response.reset();
            boolean reusable = situation != Situation.HANGING
                    && situation != Situation.CLOSING
                    && !UnreadBody.isAnnouncedBy(request);
            writeFresh(answer, reusable, request, response, situation);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void writeFresh(
            Answer answer,
            boolean reusable,
            HttpServletRequest request,
            HttpServletResponse response,
            Situation situation)
            throws IOException {
        response.setStatus(answer.status());
        setContentType(response, answer.contentType());
        response.setContentLength(answer.body().length);
        response.setHeader("Cache-Control", "no-store");
        if (!answer.retryAfter().isEmpty()) {
            response.setHeader("Retry-After", answer.retryAfter());
        }
        varyByAccept(response);
        response.setHeader("X-Incident-Id", answer.incident());
        if (!reusable) {
            response.setHeader("Connection", "close");
        }
        if (!"HEAD".equals(request.getMethod())) {
            writeBody(answer, response, situation);
        }
        if (situation != Situation.NON_BLOCKING) {
            // There completion does it, without blocking.
            response.flushBuffer();
        }
    }

    private static void writeBody(Answer answer, HttpServletResponse response, Situation situation) throws IOException {
        ServletOutputStream stream;
        try {
            stream = response.getOutputStream();
        } catch (IllegalStateException e) {
            // A wrapper further out that handed its writer out does not forget it at a reset, as the container does.
            PrintWriter writer = response.getWriter();
            writer.write(new String(answer.body(), StandardCharsets.UTF_8));
            writer.flush();
            return;
        }
        if (situation == Situation.NON_BLOCKING) {
            // Jetty wants to be asked each time; Tomcat 10.1 has forgotten its listener by now, and says no.
            stream.isReady();
        }
        stream.write(answer.body());
    }

    private static void setContentType(HttpServletResponse response, String contentType) {
        response.setContentType(contentType);
        String taken = response.getContentType();
        if (taken == null || !contentType.equalsIgnoreCase(taken.replace(" ", ""))) {
            // Undertow's reset() keeps the encoding that the application chose for its own page.
            response.setCharacterEncoding(null);
            response.setContentType(contentType);
        }
    }

    private static void varyByAccept(HttpServletResponse response) {
        Collection<String> kept = response.getHeaders(VARY);
        if (kept.isEmpty()) {
            response.setHeader(VARY, ACCEPT);
            return;
        }
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.add(ACCEPT);
        for (String value : kept) {
            for (String name : value.split(",", -1)) {
                names.add(name.strip());
            }
        }
        names.remove("");
        response.setHeader(VARY, String.join(", ", names));
    }
}
