/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

/** What the two clients get from one side. */
record Pair(Exchange visitor, Exchange api) {

    boolean clean() {
        return visitor.verdict().clean() && api.verdict().clean();
    }

    boolean brokenOff() {
        return visitor.verdict().brokenOffOnly() && api.verdict().brokenOffOnly();
    }
}
