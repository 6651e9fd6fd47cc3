/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.List;

/** A verdict with its reasons; without any where all is well. */
record Judgement(Verdict verdict, List<String> reasons) {

    Judgement {
        reasons = List.copyOf(reasons);
    }

    static Judgement of(Verdict verdict, String... reasons) {
        return new Judgement(verdict, List.of(reasons));
    }

    @Override
    public String toString() {
        return verdict + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
    }
}
