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

/** The request ends when its deadline is over: from then on the response is used for the next request, and nobody is inside. */
@JCStressTest
@Outcome(id = "first, gave way", expect = ACCEPTABLE, desc = "ended; no deadline any more")
@Outcome(id = "second, first", expect = ACCEPTABLE, desc = "answered, then ended")
@Outcome(expect = FORBIDDEN)
@State
public class EndAgainstDeadline {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void application(LL_Result result) {
        result.r1 = response.end(turns);
    }

    @Actor
    public void deadline(LL_Result result) {
        result.r2 = response.answerAtDeadline(turns);
    }
}
