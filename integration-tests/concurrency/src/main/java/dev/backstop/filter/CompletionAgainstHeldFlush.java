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
import org.openjdk.jcstress.infra.results.LL_Result;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** The application completes an asynchronous request when the time of a held flush is over: neither is forgotten. */
@JCStressTest
@Outcome(id = "first, completed", expect = ACCEPTABLE, desc = "flushed and completed")
@Outcome(expect = FORBIDDEN)
@State
public class CompletionAgainstHeldFlush {
    private final StressedResponse response = StressedResponse.held();
    private final Turns turns = new Turns();

    @Actor
    public void timer(LL_Result result) {
        result.r1 = response.flushInTime(turns);
    }

    @Actor
    public void completion() {
        response.finish();
    }

    @Arbiter
    public void after(LL_Result result) {
        result.r2 = response.isCompleted() ? "completed" : "forgotten";
    }
}
