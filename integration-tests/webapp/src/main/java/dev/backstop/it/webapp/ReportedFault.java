/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.UnavailableException;

import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_500;
import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_503;

/** The application itself says that it failed, but has no body for it. */
public enum ReportedFault implements Fault {
    SEND_ERROR_500("sendError(500)", ANSWER_500, (request, response) -> response.sendError(500)),
    SEND_ERROR_500_WITH_MESSAGE(
            "sendError(500, message)", ANSWER_500, (request, response) -> response.sendError(500, Secret.MESSAGE)),
    SEND_ERROR_503("sendError(503) after Retry-After: 17", ANSWER_503, (request, response) -> {
        response.setHeader("Retry-After", "17");
        response.sendError(503);
    }),
    SEND_ERROR_AFTER_OUTPUT("sendError(500) after half a page", ANSWER_500, (request, response) -> {
        response.getWriter().print(Filler.HALF_PAGE);
        response.sendError(500);
    }),
    SEND_ERROR_AND_THROW("sendError(500), then throws", ANSWER_500, (request, response) -> {
        response.sendError(500);
        throw new IllegalStateException(Secret.MESSAGE);
    }),
    SET_STATUS_500("setStatus(500) and no body", ANSWER_500, (request, response) -> response.setStatus(500)),
    SET_STATUS_503("setStatus(503) and no body", ANSWER_503, (request, response) -> response.setStatus(503)),
    SET_STATUS_AND_FLUSH("setStatus(500) and flushBuffer(), no body", ANSWER_500, (request, response) -> {
        response.setStatus(500);
        response.flushBuffer();
    }),
    UNAVAILABLE("throws UnavailableException for 7 seconds", ANSWER_503, (request, response) -> {
        throw new UnavailableException(Secret.MESSAGE, 7);
    });

    private final String sentence;
    private final Outcome outcome;
    private final Act act;

    ReportedFault(String sentence, Outcome outcome, Act act) {
        this.sentence = sentence;
        this.outcome = outcome;
        this.act = act;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public Act act() {
        return act;
    }
}
