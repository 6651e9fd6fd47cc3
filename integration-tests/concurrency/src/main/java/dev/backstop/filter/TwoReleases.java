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

/** Two threads of the application write past what may be held: it goes once. */
@JCStressTest
@Outcome(id = "first, no flush", expect = ACCEPTABLE, desc = "flushed by one")
@Outcome(id = "no flush, first", expect = ACCEPTABLE, desc = "flushed by the other")
@Outcome(expect = FORBIDDEN)
@State
public class TwoReleases {
    private final StressedResponse response = StressedResponse.held();
    private final Turns turns = new Turns();

    @Actor
    public void one(LL_Result result) {
        result.r1 = response.releaseHold(turns);
    }

    @Actor
    public void other(LL_Result result) {
        result.r2 = response.releaseHold(turns);
    }
}
