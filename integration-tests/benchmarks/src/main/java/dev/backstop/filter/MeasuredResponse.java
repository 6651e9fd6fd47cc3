/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.benchmarks.Absent;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;

/** A response that can be armed and owned, and nothing else. Its time is never over while it is measured. */
final class MeasuredResponse extends OwnedResponse {
    private static final HttpServletResponse NOBODYS = Absent.of(HttpServletResponse.class);
    private static final int DEADLINE_MILLIS = (int) TimeUnit.MINUTES.toMillis(10);

    MeasuredResponse(int startMillis) {
        super(NOBODYS, startMillis);
    }

    void arm(TimerWheel wheel) {
        wheel.arm(this, startMillis() + DEADLINE_MILLIS);
    }

    @Override
    void timeIsOver(int nowMillis) {
        throw new IllegalStateException("the benchmark takes too long");
    }
}
