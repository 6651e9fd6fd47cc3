/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

/**
 * One cell of the matrix.
 *
 * @param row the fault or page
 * @param tooLate whether to be broken off is the best that can become of it
 * @param exemption why it need not be clean, or empty
 */
record Cell(
        Container container,
        Guarding guarding,
        Kind kind,
        String row,
        Route route,
        Judgement judgement,
        boolean tooLate,
        String exemption) {

    enum Kind {
        FAULT,
        PAGE
    }

    /** Good, or listed as impossible. */
    boolean isAccepted() {
        return isGood() || !exemption.isEmpty();
    }

    /** As it must be: clean, unchanged, or broken off where it was too late for anything else. */
    boolean isGood() {
        return switch (judgement.verdict()) {
            case CLEAN, PAGE_SAME -> true;
            case BROKEN_OFF -> tooLate;
            case PAGE_CHANGED, UNCLEAN, LEAK, SILENT_CUT, PROXY_PAGE, REFUSED, NO_ANSWER, SKIPPED -> false;
        };
    }
}
