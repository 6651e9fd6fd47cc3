/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.conformance;

/** What became of one test. */
enum Result {
    PASSED,
    /** It failed, and passed when it was run again by itself. */
    FLAKY,
    SKIPPED,
    FAILED;

    boolean isGood() {
        return this == PASSED || this == FLAKY;
    }

    Result worse(Result other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
