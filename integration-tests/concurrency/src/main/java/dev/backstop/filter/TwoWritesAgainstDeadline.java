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

/** Two threads of the application may write at once; the deadline comes before, between or after them, never during one. */
@JCStressTest
@Outcome(id = "first, first, second+second", expect = ACCEPTABLE, desc = "both written, then answered")
@Outcome(id = "first, first, gave way", expect = ACCEPTABLE, desc = "both written; the deadline looks again later")
@Outcome(id = "first, refused, second+first", expect = ACCEPTABLE, desc = "answered between them")
@Outcome(id = "refused, first, first+second", expect = ACCEPTABLE, desc = "answered between them")
@Outcome(id = "refused, refused, first+first", expect = ACCEPTABLE, desc = "answered before them")
@Outcome(expect = FORBIDDEN)
@State
public class TwoWritesAgainstDeadline {
    private final StressedResponse response = new StressedResponse();
    private final Turns ones = new Turns();
    private final Turns others = new Turns();
    private final Turns both = new TurnsOfBoth(ones, others);

    @Actor
    public void one(LLL_Result result) {
        result.r1 = response.write(ones);
    }

    @Actor
    public void other(LLL_Result result) {
        result.r2 = response.write(others);
    }

    @Actor
    public void deadline(LLL_Result result) {
        result.r3 = response.answerAtDeadline(both);
    }
}
