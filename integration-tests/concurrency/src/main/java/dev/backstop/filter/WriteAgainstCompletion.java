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

/** One thread writes when another one completes the request: neither is forgotten. */
@JCStressTest
@Outcome(id = "first, completed", expect = ACCEPTABLE, desc = "written and completed")
@Outcome(expect = FORBIDDEN)
@State
public class WriteAgainstCompletion {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void application(LL_Result result) {
        result.r1 = response.write(turns);
    }

    @Actor
    public void completion() {
        response.finish();
    }

    @Arbiter
    public void after(LL_Result result) {
        boolean completed = response.isCompleted();
        response.uncomplete();
        // It would not be had while somebody is inside a call.
        result.r2 = completed && response.tryClaim() ? "completed" : "one is forgotten";
    }
}
