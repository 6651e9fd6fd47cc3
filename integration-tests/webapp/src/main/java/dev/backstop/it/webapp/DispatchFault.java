/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_500;

/** Faults in what a request is passed on to. */
public enum DispatchFault implements Fault {
    IN_FORWARD(
            "throws in a forwarded resource",
            (request, response) ->
                    request.getRequestDispatcher("/fault/runtime-exception").forward(request, response)),
    IN_FORWARD_AFTER_OUTPUT(
            "throws in a forwarded resource that had written",
            (request, response) ->
                    request.getRequestDispatcher("/fault/after-writer").forward(request, response)),
    IN_INCLUDE("throws in an included resource", (request, response) -> {
        response.getWriter().print(Filler.HALF_PAGE);
        request.getRequestDispatcher("/fault/runtime-exception").include(request, response);
    }),
    IN_INNER_FILTER("throws in a filter further in", (request, response) -> {
        throw new IllegalStateException("the filter should have thrown before");
    }),
    IN_ERROR_PAGE_FOR_STATUS(
            "the error page for the status throws",
            (request, response) -> response.sendError(ErrorPages.BROKEN_STATUS)),
    IN_ERROR_PAGE_FOR_EXCEPTION("the error page for the exception throws", (request, response) -> {
        throw new ErrorPages.BrokenPageException(Secret.MESSAGE);
    });

    private final String sentence;
    private final Act act;

    DispatchFault(String sentence, Act act) {
        this.sentence = sentence;
        this.act = act;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Outcome outcome() {
        return ANSWER_500;
    }

    @Override
    public Act act() {
        return act;
    }
}
