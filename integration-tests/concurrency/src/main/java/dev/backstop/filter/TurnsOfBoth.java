/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

/** Turns of one thread among two others, which need not be kept apart from each other. */
final class TurnsOfBoth extends Turns {
    private final Turns one;
    private final Turns other;

    TurnsOfBoth(Turns one, Turns other) {
        this.one = one;
        this.other = other;
    }

    @Override
    String take() {
        int turn = one.begin();
        int otherTurn = other.begin();
        Hesitation.here();
        return one.end(turn) + "+" + other.end(otherTurn);
    }
}
