/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Client;

/** What the two clients get from one side. */
record Pair(Exchange visitor, Exchange api) {

    Exchange of(Client client) {
        return switch (client) {
            case VISITOR -> visitor;
            case API -> api;
        };
    }

    boolean clean() {
        return visitor.verdict().clean() && api.verdict().clean();
    }

    boolean brokenOff() {
        return visitor.verdict().brokenOffOnly() && api.verdict().brokenOffOnly();
    }

    /** Whether both get the same, as far as one line tells. */
    boolean alike() {
        return visitor.summary().equals(api.summary());
    }
}
