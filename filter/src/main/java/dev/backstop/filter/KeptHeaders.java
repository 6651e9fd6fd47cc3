/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The headers of the application that outlive the {@code reset} of its response. One per answer. */
final class KeptHeaders {
    private static final String SET_COOKIE = "Set-Cookie";

    /**
     * What describes a body, or how long it may be kept, says nothing true about another body. Never kept, whatever the settings
     * say.
     */
    private static final Set<String> OF_THE_BODY = Set.of(
            "accept-ranges",
            "cache-control",
            "connection",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-location",
            "content-range",
            "content-type",
            "etag",
            "expires",
            "last-modified",
            "trailer",
            "transfer-encoding");

    private static final Set<String> KEPT = Set.of(
            "set-cookie",
            "vary",
            "traceparent",
            "tracestate",
            "traceresponse",
            "x-b3-traceid",
            "x-correlation-id",
            "x-request-id",
            "x-trace-id");

    /** What would say something untrue about the container's own error page. A 416 has a {@code Content-Range} of its own. */
    private static final Set<String> OF_THE_CODING = Set.of("content-encoding", "content-length", "transfer-encoding");

    private final List<String[]> fields = new ArrayList<>();

    private KeptHeaders() {}

    /** Which headers an answer keeps: the fixed ones, and more names from the settings. */
    static Predicate<String> inAnswers(List<String> more) {
        Set<String> names = new TreeSet<>(KEPT);
        more.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.removeAll(OF_THE_BODY);
        return name -> names.contains(name) || name.startsWith("access-control-");
    }

    /**
     * Takes from an uncommitted response what describes its body, before the application's own error page makes another one.
     * Containers leave a stale {@code Content-Encoding} in place, which makes the page unreadable.
     */
    static void forgetBody(HttpServletResponse response) {
        forget(response, OF_THE_BODY);
    }

    /** Takes from it how its body was coded, before the container makes an error page of its own. */
    static void forgetCoding(HttpServletResponse response) {
        forget(response, OF_THE_CODING);
    }

    private static void forget(HttpServletResponse response, Set<String> names) {
        boolean stale =
                response.getHeaderNames().stream().anyMatch(name -> names.contains(name.toLowerCase(Locale.ROOT)));
        if (stale) {
            int status = response.getStatus();
            KeptHeaders kept = of(response, name -> !names.contains(name));
            response.reset();
            kept.addTo(response);
            response.setStatus(status);
        }
    }

    /** The response's headers whose name, in lower case, is to be kept. */
    static KeptHeaders of(HttpServletResponse response, Predicate<String> isKept) {
        KeptHeaders kept = new KeptHeaders();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        // Tomcat names a field as often as it is there.
        names.addAll(response.getHeaderNames());
        for (String name : names) {
            if (isKept.test(name.toLowerCase(Locale.ROOT))) {
                for (String value : response.getHeaders(name)) {
                    kept.fields.add(new String[] {name, value});
                }
            }
        }
        return kept;
    }

    /** Puts them back after the {@code reset}. */
    void addTo(HttpServletResponse response) {
        for (String[] field : fields) {
            // Jetty's reset() puts the cookie of a new session back by itself.
            boolean there = field[0].equalsIgnoreCase(SET_COOKIE)
                    && response.getHeaders(SET_COOKIE).contains(field[1]);
            if (!there) {
                response.addHeader(field[0], field[1]);
            }
        }
    }
}
