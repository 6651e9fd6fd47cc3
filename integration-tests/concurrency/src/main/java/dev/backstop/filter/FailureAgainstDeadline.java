/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** A failure and the deadline: one of them answers, whoever comes first. */
@JCStressTest
@Outcome(id = "first, gave way", expect = ACCEPTABLE, desc = "the failure is answered")
@Outcome(id = "too late, first", expect = ACCEPTABLE, desc = "the deadline is answered")
@Outcome(expect = FORBIDDEN)
@State
public class FailureAgainstDeadline {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void failure(LL_Result result) {
        result.r1 = response.answer(turns);
    }

    @Actor
    public void deadline(LL_Result result) {
        result.r2 = response.answerAtDeadline(turns);
    }
}
