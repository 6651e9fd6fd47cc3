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

/** The application writes past what may be held when the time of a held flush is over: it goes once. */
@JCStressTest
@Outcome(id = "first, no flush", expect = ACCEPTABLE, desc = "flushed by the application")
@Outcome(id = "no flush, first", expect = ACCEPTABLE, desc = "flushed by the timer")
@Outcome(expect = FORBIDDEN)
@State
public class ReleaseAgainstHeldFlush {
    private final StressedResponse response = StressedResponse.held();
    private final Turns turns = new Turns();

    @Actor
    public void application(LL_Result result) {
        result.r1 = response.releaseHold(turns);
    }

    @Actor
    public void timer(LL_Result result) {
        result.r2 = response.flushInTime(turns);
    }
}
