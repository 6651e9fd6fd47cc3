/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import java.util.List;

/**
 * One thing that is wrong with a reply.
 *
 * @param evidence the places in the reply that show it, as they stand there; empty if the whole reply does
 */
public record Finding(Kind kind, List<String> evidence) {

    /** What can be wrong. */
    public enum Kind {
        NO_ANSWER("no answer at all"),
        PROXY_PAGE("proxy’s own page"),
        SILENT_CUT("cut, looks complete"),
        FALSE_SUCCESS("looks like success"),
        BROKEN_OFF("broken off"),
        LEAK("leaks internals"),
        UNDECODABLE("cannot be decoded"),
        HALF_PAGE("half a page"),
        EMPTY("empty body"),
        CACHEABLE("cacheable error"),
        WRONG_FORM("wrong format");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Finding {
        evidence = List.copyOf(evidence);
    }

    static Finding of(Kind kind) {
        return new Finding(kind, List.of());
    }
}
