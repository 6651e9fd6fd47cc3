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
import org.openjdk.jcstress.infra.results.LLLL_Result;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** A flush is held back while another thread writes, and its time is over at once: it goes once, when nobody is inside. */
@JCStressTest
@Outcome(id = "first, first, not armed, held", expect = ACCEPTABLE, desc = "still held; its time goes on")
@Outcome(id = "first, first, second+second, let go", expect = ACCEPTABLE, desc = "flushed by the timer after both")
@Outcome(id = "first, second, second+first, let go", expect = ACCEPTABLE, desc = "flushed by the timer between them")
@Outcome(
        id = "first and second+second, first, no flush, let go",
        expect = ACCEPTABLE,
        desc = "flushed by the last one out")
@Outcome(
        id = "first, first and second+second, no flush, let go",
        expect = ACCEPTABLE,
        desc = "flushed by the last one out")
@Outcome(
        id = "first and second+first, second, no flush, let go",
        expect = ACCEPTABLE,
        desc = "flushed by the last one out, before another came in")
@Outcome(expect = FORBIDDEN)
@State
public class HoldAgainstWriteAndItsTimer {
    private final StressedResponse response = new StressedResponse();
    private final Turns ones = new Turns();
    private final Turns others = new Turns();
    private final Turns both = new TurnsOfBoth(ones, others);

    @Actor
    public void one(LLLL_Result result) {
        result.r1 = response.writeAndHold(ones, both);
    }

    @Actor
    public void other(LLLL_Result result) {
        result.r2 = response.write(others, both);
    }

    @Actor
    public void timer(LLLL_Result result) {
        result.r3 = response.isArmed() ? response.flushInTime(both) : "not armed";
    }

    @Arbiter
    public void after(LLLL_Result result) {
        result.r4 = response.isHeld() ? "held" : "let go";
    }
}
