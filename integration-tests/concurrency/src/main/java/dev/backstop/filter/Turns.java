/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

/**
 * What threads do with a response one after the other, if the response keeps them apart. The fields are plain, so that a thread that
 * comes too early, or does not see what the one before it did, is found out.
 */
class Turns {
    private static final String[] NAMES = {"none", "first", "second", "third"};

    private int begun;
    private int ended;

    /** Takes a turn. Returns which one it was, or that somebody else was there. */
    String take() {
        int turn = begin();
        Hesitation.here();
        return end(turn);
    }

    final int begin() {
        int turn = begun + 1;
        begun = turn;
        return turn;
    }

    final String end(int turn) {
        boolean alone = ended + 1 == turn && turn < NAMES.length;
        ended = turn;
        return alone ? NAMES[turn] : "overlap";
    }
}
