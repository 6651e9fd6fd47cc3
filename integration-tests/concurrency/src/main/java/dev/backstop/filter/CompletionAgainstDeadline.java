/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** The application completes an asynchronous request when its deadline is over: once it has, no answer begins. */
@JCStressTest
@Outcome(id = "first", expect = ACCEPTABLE, desc = "answered before it was completed")
@Outcome(id = "gave way", expect = ACCEPTABLE, desc = "not answered while it was completed")
@Outcome(id = "gave way, completed", expect = ACCEPTABLE, desc = "not answered after it was completed")
@Outcome(expect = FORBIDDEN)
@State
public class CompletionAgainstDeadline {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void application() {
        response.finish();
    }

    @Actor
    public void deadline(L_Result result) {
        boolean completed = response.hasFinished();
        String turn = response.answerAtDeadline(turns);
        result.r1 = completed ? turn + ", completed" : turn;
    }
}
