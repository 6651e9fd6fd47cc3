/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** The request ends on its own thread, fails on another, and is late: at most one answer, and nobody inside after the end. */
@JCStressTest
@Outcome(id = "first, gave way, too late", expect = ACCEPTABLE, desc = "ended without an answer")
@Outcome(id = "second, first, too late", expect = ACCEPTABLE, desc = "the deadline is answered")
@Outcome(id = "second, gave way, first", expect = ACCEPTABLE, desc = "the failure is answered")
@Outcome(expect = FORBIDDEN)
@State
public class EndAgainstDeadlineAndFailure {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void application(LLL_Result result) {
        result.r1 = response.end(turns);
    }

    @Actor
    public void deadline(LLL_Result result) {
        result.r2 = response.answerAtDeadline(turns);
    }

    @Actor
    public void failure(LLL_Result result) {
        result.r3 = response.answer(turns);
    }
}
