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
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Something fails on one thread when another one writes: the failure waits for the write, and what is written later vanishes. */
@JCStressTest
@Outcome(id = "first, second", expect = ACCEPTABLE, desc = "written, then answered")
@Outcome(id = "vanished, first", expect = ACCEPTABLE, desc = "answered; nothing is written any more")
@Outcome(
        id = ".*, by force",
        expect = ACCEPTABLE_INTERESTING,
        desc = "the machine held a writer up for longer than a failure waits")
@Outcome(expect = FORBIDDEN)
@State
public class WriteAgainstFailure {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void application(LL_Result result) {
        result.r1 = response.write(turns);
    }

    @Actor
    public void failure(LL_Result result) {
        result.r2 = response.answerOverWrites(turns);
    }
}
