/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import dev.backstop.it.wire.Header;
import dev.backstop.it.wire.RawResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A response without Backstop beside the response to the same request with it: what differs by name, and what else differs. */
final class Comparison {

    private static final String LENGTH = "Content-Length: that of the body";
    private static final String CHARSET = ";charset=UTF-8";

    private final Set<Difference> named = EnumSet.noneOf(Difference.class);
    private final List<String> unnamed = new ArrayList<>();

    private Comparison() {}

    static Comparison of(RawResponse bare, RawResponse guarded) {
        Comparison comparison = new Comparison();
        comparison.compare("interim responses", bare.interim(), guarded.interim());
        comparison.compare("status line", bare.statusLine(), guarded.statusLine());
        comparison.compareHeaders(fields(bare), fields(guarded), bare.status());
        comparison.compare("body", Varying.maskedIn(bare.text()), Varying.maskedIn(guarded.text()));
        comparison.compare("trailers", bare.trailers(), guarded.trailers());
        comparison.compare("end", bare.ending(), guarded.ending());
        return comparison;
    }

    /** Those that Backstop makes for a reason. */
    Set<Difference> named() {
        return named;
    }

    /** Those that must not be. */
    List<String> unnamed() {
        return unnamed;
    }

    private void compareHeaders(List<String> before, List<String> after, int status) {
        if (before.stream().noneMatch(Comparison::isLength) && after.removeIf(Comparison::isLength)) {
            named.add(Difference.LENGTH_IS_TOLD);
            before.remove("Transfer-Encoding: chunked");
        }
        if (status >= 500 && !before.contains("Cache-Control: no-store") && after.remove("Cache-Control: no-store")) {
            named.add(Difference.NO_STORE_ON_OWN_ERROR);
        }
        int charset = after.indexOf("Content-Type: text/html" + CHARSET);
        if (charset >= 0 && before.indexOf("Content-Type: text/html") == charset) {
            named.add(Difference.CHARSET_ON_FORWARDED_HEAD);
            before.set(charset, after.get(charset));
        }
        compare("headers", before, after);
    }

    /** In the order of sending, without the date; the length of a body that came needs no other comparison than the body. */
    private static List<String> fields(RawResponse response) {
        List<String> fields = new ArrayList<>();
        for (Header header : response.headers()) {
            if (header.is("Content-Length") && header.value().equals(Integer.toString(response.body().length))) {
                fields.add(LENGTH);
            } else if (!header.is("Date")) {
                fields.add(Varying.maskedIn(header.toString()));
            }
        }
        return fields;
    }

    private static boolean isLength(String field) {
        return field.startsWith("Content-Length: ");
    }

    private void compare(String what, Object bare, Object guarded) {
        if (!Objects.equals(bare, guarded)) {
            unnamed.add(what + " without: " + bare + "\n  with: " + guarded);
        }
    }
}
