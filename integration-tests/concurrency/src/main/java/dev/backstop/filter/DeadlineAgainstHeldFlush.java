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

/** The deadline and the time of a held flush are over: what is held goes before the answer, or never. */
@JCStressTest
@Outcome(id = "first, no flush", expect = ACCEPTABLE, desc = "answered; what was held is dropped")
@Outcome(id = "second, first", expect = ACCEPTABLE, desc = "flushed; the deadline finds it committed")
@Outcome(id = "gave way, first", expect = ACCEPTABLE, desc = "flushed; the deadline looks again later")
@Outcome(expect = FORBIDDEN)
@State
public class DeadlineAgainstHeldFlush {
    private final StressedResponse response = StressedResponse.held();
    private final Turns turns = new Turns();

    @Actor
    public void deadline(LL_Result result) {
        result.r1 = response.answerAtDeadline(turns);
    }

    @Actor
    public void timer(LL_Result result) {
        result.r2 = response.flushInTime(turns);
    }
}
