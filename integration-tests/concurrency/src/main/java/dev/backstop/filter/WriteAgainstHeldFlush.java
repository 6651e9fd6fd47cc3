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

/** The time of a held flush is over when the application writes more: it goes once, never during the write. */
@JCStressTest
@Outcome(id = "first, second", expect = ACCEPTABLE, desc = "written, then flushed by the timer")
@Outcome(id = "second, first", expect = ACCEPTABLE, desc = "flushed by the timer, then written")
@Outcome(
        id = "first and second, no flush",
        expect = ACCEPTABLE,
        desc = "the time was over during the write, which flushed when it was done")
@Outcome(expect = FORBIDDEN)
@State
public class WriteAgainstHeldFlush {
    private final StressedResponse response = StressedResponse.held();
    private final Turns turns = new Turns();

    @Actor
    public void application(LL_Result result) {
        result.r1 = response.write(turns);
    }

    @Actor
    public void timer(LL_Result result) {
        result.r2 = response.flushInTime(turns);
    }
}
