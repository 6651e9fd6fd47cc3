/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import dev.backstop.it.wire.RawRequest;
import java.util.Set;

/** A request, and what Backstop changes about the response to it. */
record Exchange(RawRequest request, Set<Difference> differences) {

    static Exchange same(RawRequest request) {
        return new Exchange(request, Set.of());
    }

    static Exchange differing(RawRequest request, Difference... differences) {
        return new Exchange(request, Set.of(differences));
    }

    @Override
    public String toString() {
        StringBuilder name = new StringBuilder(request.toString());
        if (request.version().equals("HTTP/1.0")) {
            name.append(" HTTP/1.0");
        }
        request.headers().stream()
                .filter(header -> !header.is("Host") && !header.is("Content-Length"))
                .forEach(header -> name.append(", ").append(header));
        return name.toString();
    }
}
