/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What a client is told of a fault: the members of
 * <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3.1">RFC 9457, section 3.1</a>, and three extensions.
 * {@code type} is always {@code about:blank}, so {@code title} is the status' own phrase (section 4.2.1).
 *
 * @param status the HTTP status, 500 to 599
 * @param title the phrase of the status
 * @param detail a sentence for people; nothing of the exception, the server or the query is in it; cut after 1000
 *     characters, so that a body stays below 8 KiB
 * @param incident the id under which the log has this incident
 * @param retryAfterSeconds seconds after which to try again, or a negative number if there is nothing to say
 * @param traceId the trace id of a valid {@code traceparent}, or null
 */
public record Problem(
        int status,
        String title,
        String detail,
        String incident,
        int retryAfterSeconds,
        @Nullable String traceId) {

    private static final int LONGEST_DETAIL = 1000;

    public Problem {
        requireNonNull(title, "title");
        requireNonNull(detail, "detail");
        requireNonNull(incident, "incident");
        if (detail.length() > LONGEST_DETAIL) {
            detail = detail.substring(0, LONGEST_DETAIL) + "...";
        }
    }

    /** A URI that names this occurrence. */
    String instance() {
        return "urn:backstop:incident:" + incident;
    }

    /** The body, in UTF-8. */
    public byte[] body(Representation representation) {
        String text = switch (representation) {
            case PROBLEM_JSON, JSON -> ProblemJson.of(this);
            case HTML -> ProblemPage.of(this);
            case TEXT -> ProblemText.of(this);
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
