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

/** A held flush that may go for two reasons goes once, and never after a failure was answered. */
@JCStressTest
@Outcome(id = "first, no flush, second", expect = ACCEPTABLE, desc = "flushed by the application, answered")
@Outcome(id = "no flush, first, second", expect = ACCEPTABLE, desc = "flushed by the timer, answered")
@Outcome(id = "no flush, no flush, first", expect = ACCEPTABLE, desc = "answered; what was held is dropped")
@Outcome(expect = FORBIDDEN)
@State
public class ReleaseAgainstHeldFlushAndFailure {
    private final StressedResponse response = StressedResponse.held();
    private final Turns turns = new Turns();

    @Actor
    public void application(LLL_Result result) {
        result.r1 = response.releaseHold(turns);
    }

    @Actor
    public void timer(LLL_Result result) {
        result.r2 = response.flushInTime(turns);
    }

    @Actor
    public void failure(LLL_Result result) {
        result.r3 = response.answer(turns);
    }
}
