/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import java.util.List;

/** How many scenarios of a side are clean, or at least broken off so that everybody can tell. */
record Score(int clean, int brokenOff, int total) {

    static Score of(List<Comparison> comparisons, Side side) {
        List<Pair> pairs =
                comparisons.stream().map(comparison -> comparison.on(side)).toList();
        return new Score(
                (int) pairs.stream().filter(Pair::clean).count(),
                (int) pairs.stream().filter(Pair::brokenOff).count(),
                pairs.size());
    }

    @Override
    public String toString() {
        String cut = brokenOff == 0 ? "" : ", " + brokenOff + " broken off visibly";
        return clean + " of " + total + " clean" + cut;
    }
}
