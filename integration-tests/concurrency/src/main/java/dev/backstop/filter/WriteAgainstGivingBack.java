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
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** A failure takes the response and can do nothing with it: the application, which was shut out meanwhile, has it again. */
@JCStressTest
@Outcome(id = "first, second, open", expect = ACCEPTABLE, desc = "written before")
@Outcome(id = "second, first, open", expect = ACCEPTABLE, desc = "written afterwards")
@Outcome(id = "vanished, first, open", expect = ACCEPTABLE, desc = "came while it was taken")
@Outcome(
        id = ".*, by force, open",
        expect = ACCEPTABLE_INTERESTING,
        desc = "the machine held a writer up for longer than a failure waits")
@Outcome(expect = FORBIDDEN)
@State
public class WriteAgainstGivingBack {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void application(LLL_Result result) {
        result.r1 = response.write(turns);
    }

    @Actor
    public void failure(LLL_Result result) {
        result.r2 = response.failToAnswerOverWrites(turns);
    }

    @Arbiter
    public void after(LLL_Result result) {
        result.r3 = response.enter() ? "open" : "shut";
    }
}
