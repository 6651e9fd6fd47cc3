/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.List;

/**
 * How many cells came to what.
 *
 * @param clean clean answers, or pages as they were
 * @param brokenOff visibly broken off where it was too late for an answer
 * @param listed not clean, and listed with the reason
 * @param bad all others
 */
record Tally(int cells, int clean, int brokenOff, int listed, int bad) {

    static Tally of(List<Cell> all, Guarding guarding, Cell.Kind kind) {
        List<Cell> cells = all.stream()
                .filter(cell -> cell.guarding() == guarding && cell.kind() == kind)
                .toList();
        int good = (int) cells.stream().filter(Cell::isGood).count();
        int brokenOff = (int) cells.stream()
                .filter(cell -> cell.isGood() && cell.judgement().verdict() == Verdict.BROKEN_OFF)
                .count();
        int listed = (int) cells.stream()
                .filter(cell -> !cell.isGood() && cell.isAccepted())
                .count();
        return new Tally(cells.size(), good - brokenOff, brokenOff, listed, cells.size() - good - listed);
    }
}
