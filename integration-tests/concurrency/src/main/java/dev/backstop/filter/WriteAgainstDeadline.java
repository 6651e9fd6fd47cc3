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

/** The application writes when its deadline is over: either the write goes through whole, or it is refused and sees why. */
@JCStressTest
@Outcome(id = "first, second", expect = ACCEPTABLE, desc = "written, then answered")
@Outcome(id = "first, gave way", expect = ACCEPTABLE, desc = "written; the deadline looks again later")
@Outcome(id = "refused, first", expect = ACCEPTABLE, desc = "answered; nothing is written any more")
@Outcome(expect = FORBIDDEN)
@State
public class WriteAgainstDeadline {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void application(LL_Result result) {
        result.r1 = response.write(turns);
    }

    @Actor
    public void deadline(LL_Result result) {
        result.r2 = response.answerAtDeadline(turns);
    }
}
