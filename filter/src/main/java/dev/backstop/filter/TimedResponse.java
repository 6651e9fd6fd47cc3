/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A response that has a place in the {@link TimerWheel}: the entry of the wheel is the response itself, so that arming allocates
 * nothing.
 */
abstract class TimedResponse extends HttpServletResponseWrapper {
    /** When the request came, by the wheel's clock: milliseconds that wrap around, as differences do not mind. */
    private final int startMillis;

    // The entry in the wheel, guarded by the lock of its stripe. An entry that is in no list is its own predecessor.
    @Nullable
    TimedResponse earlier;

    @Nullable
    TimedResponse later;

    int dueMillis;

    TimedResponse(HttpServletResponse response, int startMillis) {
        super(response);
        this.startMillis = startMillis;
        this.earlier = this;
    }

    final int startMillis() {
        return startMillis;
    }

    /**
     * Called when the time is over for which it was armed, by a worker's thread; it may block. The request may have ended in the
     * meantime.
     *
     * @param nowMillis the wheel's clock
     */
    abstract void timeIsOver(int nowMillis);
}
