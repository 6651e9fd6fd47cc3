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

/** The application writes when both times are over: one at a time, the flush once, and nothing after the answer. */
@JCStressTest
@Outcome(id = "first, second, gave way", expect = ACCEPTABLE, desc = "written, flushed by the timer")
@Outcome(id = "second, first, gave way", expect = ACCEPTABLE, desc = "flushed by the timer, written")
@Outcome(
        id = "first and second, no flush, gave way",
        expect = ACCEPTABLE,
        desc = "written and flushed by the application")
@Outcome(id = "refused, no flush, first", expect = ACCEPTABLE, desc = "answered at once")
@Outcome(id = "first, no flush, second", expect = ACCEPTABLE, desc = "written, answered; what was held is dropped")
@Outcome(id = "refused, first, second", expect = ACCEPTABLE, desc = "flushed, answered")
@Outcome(id = "first, second, third", expect = ACCEPTABLE, desc = "written, flushed, answered")
@Outcome(id = "second, first, third", expect = ACCEPTABLE, desc = "flushed, written, answered")
@Outcome(
        id = "first and second, no flush, third",
        expect = ACCEPTABLE,
        desc = "written and flushed by the application, answered")
@Outcome(expect = FORBIDDEN)
@State
public class WriteAgainstHeldFlushAndDeadline {
    private final StressedResponse response = StressedResponse.held();
    private final Turns turns = new Turns();

    @Actor
    public void application(LLL_Result result) {
        result.r1 = response.write(turns);
    }

    @Actor
    public void timer(LLL_Result result) {
        result.r2 = response.flushInTime(turns);
    }

    @Actor
    public void deadline(LLL_Result result) {
        result.r3 = response.answerAtDeadline(turns);
    }
}
