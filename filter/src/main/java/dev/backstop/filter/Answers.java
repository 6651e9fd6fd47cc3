/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.incident.Fault;
import dev.backstop.filter.problem.Negotiation;
import dev.backstop.filter.problem.Problem;
import dev.backstop.filter.problem.Representation;
import dev.backstop.filter.problem.TraceParent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Makes the answer to a fault for one request: status by the {@link FaultTable}, body by what the client accepts. Immutable. */
final class Answers {
    private static final String RETRY_AFTER = "Retry-After";
    /** {@code delta-seconds}, and small enough for an {@code int}. */
    private static final String SECONDS = "\\d{1,9}";

    private final FaultTable table;

    Answers(FaultTable table) {
        this.table = table;
    }

    /** The answer to a fault; an application's own {@code Retry-After} on an error that it reported stays. */
    Answer to(Fault fault, String incident, HttpServletRequest request, HttpServletResponse response) {
        String given = fault instanceof Fault.ReportedError ? response.getHeader(RETRY_AFTER) : null;
        int seconds = given == null ? table.retryAfterSeconds(fault) : seconds(given);
        String retryAfter = given != null ? given : seconds < 0 ? "" : Integer.toString(seconds);
        String traceId = TraceParent.traceId(only(request.getHeaders("traceparent")));
        return answer(fault, incident, seconds, retryAfter, traceId, Negotiation.of(accept(request)));
    }

    /** An answer that is made before there is a request. */
    Answer beforehand(Fault fault, String incident, Representation representation) {
        int seconds = table.retryAfterSeconds(fault);
        return answer(fault, incident, seconds, seconds < 0 ? "" : Integer.toString(seconds), null, representation);
    }

    private Answer answer(
            Fault fault,
            String incident,
            int retryAfterSeconds,
            String retryAfter,
            @Nullable String traceId,
            Representation representation) {
        int status = table.status(fault);
        Problem problem = new Problem(
                status, FaultTable.title(status), table.detail(fault), incident, retryAfterSeconds, traceId);
        return new Answer(status, representation.contentType(), incident, retryAfter, problem.body(representation));
    }

    /** The value of a field that must not be repeated; null if it is, or if there is none. */
    private static @Nullable String only(@Nullable Enumeration<String> values) {
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        return values.hasMoreElements() ? null : value;
    }

    private static int seconds(String retryAfter) {
        return retryAfter.matches(SECONDS) ? Integer.parseInt(retryAfter) : -1;
    }

    /** All {@code Accept} fields as one, as RFC 9110, section 5.3, has it. */
    private static @Nullable String accept(HttpServletRequest request) {
        Enumeration<String> fields = request.getHeaders("Accept");
        if (fields == null || !fields.hasMoreElements()) {
            return null;
        }
        String first = fields.nextElement();
        if (!fields.hasMoreElements()) {
            return first;
        }
        StringBuilder all = new StringBuilder(first);
        while (fields.hasMoreElements()) {
            all.append(',').append(fields.nextElement());
        }
        return all.toString();
    }
}
