/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

import static dev.backstop.it.webapp.Fault.Moment.AT_DEADLINE;
import static dev.backstop.it.webapp.Fault.Moment.AT_ONCE;
import static dev.backstop.it.webapp.Fault.Moment.AT_TIMEOUT;
import static dev.backstop.it.webapp.Fault.Outcome.BREAK_OFF;

/** Faults of asynchronous requests of which 100 KiB are on the wire. */
public enum AsyncTooLateFault implements Fault {
    ASYNC_TOO_LATE_IN_START(
            "throws in AsyncContext.start after 100 KiB", AT_ONCE, OtherThread.ofContainer((request, response) -> {
                send100KiB(response);
                throw new IllegalStateException(Secret.MESSAGE);
            })),
    ASYNC_TOO_LATE_TIMEOUT("times out after 100 KiB", AT_TIMEOUT, (request, response) -> {
        OwnTimeout.start(request);
        send100KiB(response);
    }),
    ASYNC_TOO_LATE_IN_WRITE_POSSIBLE(
            "throws in WriteListener.onWritePossible after 100 KiB",
            AT_ONCE,
            (request, response) -> FailingWriter.throwAfter(100, request, response)),
    ASYNC_TOO_LATE_LOST(
            "dies unheard in a pool of the application's own after 100 KiB, with no time-out",
            AT_DEADLINE,
            OtherThread.ofPool((request, response) -> {
                send100KiB(response);
                throw new IllegalStateException(Secret.MESSAGE);
            }));

    private final String sentence;
    private final Moment moment;
    private final Act act;

    AsyncTooLateFault(String sentence, Moment moment, Act act) {
        this.sentence = sentence;
        this.moment = moment;
        this.act = act;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Moment moment() {
        return moment;
    }

    @Override
    public Outcome outcome() {
        return BREAK_OFF;
    }

    @Override
    public Act act() {
        return act;
    }

    private static void send100KiB(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        for (int i = 0; i < 10; i++) {
            response.getOutputStream().write(Filler.bytes(10 * 1024));
        }
        response.flushBuffer();
    }
}
