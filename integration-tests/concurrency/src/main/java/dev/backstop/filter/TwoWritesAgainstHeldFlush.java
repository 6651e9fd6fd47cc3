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

/** The time of a held flush is over when two threads write: it goes once, and the last one out sees to it if it must. */
@JCStressTest
@Outcome(id = "first, first, second+second", expect = ACCEPTABLE, desc = "flushed by the timer after both")
@Outcome(id = "first, second, second+first", expect = ACCEPTABLE, desc = "flushed by the timer between them")
@Outcome(id = "second, first, first+second", expect = ACCEPTABLE, desc = "flushed by the timer between them")
@Outcome(id = "second, second, first+first", expect = ACCEPTABLE, desc = "flushed by the timer before both")
@Outcome(id = "first and second+second, first, no flush", expect = ACCEPTABLE, desc = "flushed by the last one out")
@Outcome(id = "first, first and second+second, no flush", expect = ACCEPTABLE, desc = "flushed by the last one out")
@Outcome(
        id = "first and second+first, second, no flush",
        expect = ACCEPTABLE,
        desc = "flushed by the last one out, before another came in")
@Outcome(
        id = "second, first and first+second, no flush",
        expect = ACCEPTABLE,
        desc = "flushed by the last one out, before another came in")
@Outcome(expect = FORBIDDEN)
@State
public class TwoWritesAgainstHeldFlush {
    private final StressedResponse response = StressedResponse.held();
    private final Turns ones = new Turns();
    private final Turns others = new Turns();
    private final Turns both = new TurnsOfBoth(ones, others);

    @Actor
    public void one(LLL_Result result) {
        result.r1 = response.write(ones, both);
    }

    @Actor
    public void other(LLL_Result result) {
        result.r2 = response.write(others, both);
    }

    @Actor
    public void timer(LLL_Result result) {
        result.r3 = response.flushInTime(both);
    }
}
