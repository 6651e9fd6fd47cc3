/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import java.util.Arrays;

/** A body as it came, without the framing and before its content coding is undone; a value. */
public final class Body {

    private final byte[] octets;

    Body(byte[] octets) {
        this.octets = octets.clone();
    }

    public int length() {
        return octets.length;
    }

    Content decoded(String coding) {
        return Content.of(octets, coding);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && Arrays.equals(octets, body.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return octets.length + " octets";
    }
}
