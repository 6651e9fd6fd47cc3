/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.container.Container;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
 * {@code Vary: Accept}; {@code Connection: close} only if the body could not be drained. For HEAD the same headers and no body
 * (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2">RFC 9110, section 9.3.2</a>).
 *
 * <p>Safe for use by many threads. May block as long as the client lets the container's socket block.
 */
final class AnswerWriter {
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
    void write(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        // With the flag set, Tomcat closes the connection at the next write; so the application's interrupt has to
        // wait.
        boolean interrupted = Thread.interrupted();
        try {
            boolean drained = unreadBody.drain(request);
            KeptHeaders kept = KeptHeaders.of(response, isKept);
            response.reset();
            kept.addTo(response);
            writeFresh(answer, drained, request, response);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The same with as little memory as can be, for when there is none: the application's headers are lost. */
    void writeFrugally(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            response.reset();
            writeFresh(answer, !UnreadBody.isAnnouncedBy(request), request, response);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void writeFresh(
            Answer answer, boolean drained, HttpServletRequest request, HttpServletResponse response)
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
        if (!drained) {
            response.setHeader("Connection", "close");
        }
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(answer.body());
        }
        response.flushBuffer();
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
