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

/** Two threads fail: one of them answers. */
@JCStressTest
@Outcome(id = "first, too late", expect = ACCEPTABLE, desc = "one is answered")
@Outcome(id = "too late, first", expect = ACCEPTABLE, desc = "the other is answered")
@Outcome(expect = FORBIDDEN)
@State
public class TwoFailures {
    private final StressedResponse response = new StressedResponse();
    private final Turns turns = new Turns();

    @Actor
    public void one(LL_Result result) {
        result.r1 = response.answer(turns);
    }

    @Actor
    public void other(LL_Result result) {
        result.r2 = response.answer(turns);
    }
}
