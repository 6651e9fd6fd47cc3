/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.wire.Header;
import dev.backstop.it.wire.RawResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One response, and what its pages noted. */
record Exchange(RawResponse response, List<String> notes) {

    int status() {
        return response.status();
    }

    /** The body, a character for each byte. */
    String body() {
        return response.text();
    }

    /** The value of a header, or "" where there is none. */
    String header(String name) {
        return String.join(" and ", response.values(name));
    }

    /** Everything that a client sees, but for the time of day and the order of the headers. */
    String description() {
        return describe(Set.of("date")) + "framing: " + response.framing();
    }

    /** The same without what says where the body ends. */
    String descriptionWithoutFraming() {
        return describe(Set.of("date", "content-length", "transfer-encoding"));
    }

    private String describe(Set<String> leftOut) {
        return response.interim() + response.statusLine() + '\n' + fields(response.headers(), leftOut) + "\n\n" + body()
                + "\n\ntrailers: " + fields(response.trailers(), Set.of()) + "\nending: " + response.ending()
                + "\nnotes: " + notes + '\n';
    }

    private static String fields(List<Header> headers, Set<String> leftOut) {
        return headers.stream()
                .filter(header -> !leftOut.contains(header.name().toLowerCase(Locale.ROOT)))
                .map(header -> header.name().toLowerCase(Locale.ROOT) + ": " + header.value())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
