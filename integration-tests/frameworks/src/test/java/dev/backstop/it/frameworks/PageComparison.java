/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import dev.backstop.it.wire.Header;
import dev.backstop.it.wire.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a client can see of a page that is not as it is without Backstop. */
final class PageComparison {

    /** Of a {@link Deployment}. */
    private static final Pattern PATH = Pattern.compile("/application-\\d\\d");

    private final List<String> changes = new ArrayList<>();

    private PageComparison() {}

    static List<String> changes(RawResponse bare, RawResponse guarded) {
        PageComparison comparison = new PageComparison();
        comparison.compare(bare, guarded, fields(guarded));
        return comparison.changes;
    }

    private void compare(RawResponse bare, RawResponse guarded, List<String> guardedFields) {
        compare("status line", bare.statusLine(), guarded.statusLine());
        compareHeaders(fields(bare), guardedFields);
        if (!withoutPath(bare.text()).equals(withoutPath(guarded.text()))) {
            changes.add("body of " + bare.body().length + " bytes became other " + guarded.body().length);
        }
        compare("end", bare.ending(), guarded.ending());
    }

    /** A page that is whole when it leaves may tell its length where it did not. */
    private void compareHeaders(List<String> bare, List<String> guarded) {
        if (bare.stream().noneMatch(PageComparison::isLength)) {
            guarded.removeIf(PageComparison::isLength);
            bare.remove("transfer-encoding: chunked");
            guarded.remove("transfer-encoding: chunked");
        }
        compare("headers", bare, guarded);
    }

    /** The same for the application's own error page, which must not be cached unless it says so. */
    static List<String> changesOfErrorPage(RawResponse bare, RawResponse guarded) {
        PageComparison comparison = new PageComparison();
        List<String> fields = fields(guarded);
        if (bare.header("Cache-Control").isEmpty()) {
            comparison.compare("caching", List.of("no-store"), guarded.values("Cache-Control"));
            fields.remove("cache-control: no-store");
        }
        comparison.compare(bare, guarded, fields);
        return comparison.changes;
    }

    private static boolean isLength(String field) {
        return field.startsWith("content-length: ");
    }

    /** Without the date, and in no order: it is the container's own. */
    private static List<String> fields(RawResponse response) {
        List<String> fields = new ArrayList<>();
        for (Header header : response.headers()) {
            if (!header.is("Date")) {
                fields.add(header.name().toLowerCase(Locale.ROOT) + ": " + withoutPath(header.value()));
            }
        }
        fields.sort(null);
        return fields;
    }

    private static String withoutPath(String text) {
        return PATH.matcher(text).replaceAll("/application");
    }

    private void compare(String what, Object bare, Object guarded) {
        if (!Objects.equals(bare, guarded)) {
            changes.add(what + " without: " + bare + ", with: " + guarded);
        }
    }
}
