/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** A flush is held back, and its time is over at once: it goes once, at the latest when the call is done in which it was held. */
@JCStressTest
@Outcome(id = "first, not armed, held", expect = ACCEPTABLE, desc = "still held; its time goes on")
@Outcome(id = "first, second, let go", expect = ACCEPTABLE, desc = "flushed by the timer")
@Outcome(
        id = "first and second, no flush, let go",
        expect = ACCEPTABLE,
        desc = "the time was over during the call, which flushed when it was done")
@Outcome(expect = FORBIDDEN)
@State
public class HoldAgainstItsTimer {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void application(LLL_Result result) {
        result.r1 = response.writeAndHold(turns, turns);
    }

    @Actor
    public void timer(LLL_Result result) {
        result.r2 = response.isArmed() ? response.flushInTime(turns) : "not armed";
    }

    @Arbiter
    public void after(LLL_Result result) {
        result.r3 = response.isHeld() ? "held" : "let go";
    }
}
