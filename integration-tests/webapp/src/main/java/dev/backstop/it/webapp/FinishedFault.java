/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

/** Throws after the response was finished: the client must get it whole, or a clean answer if nothing of it has left. */
public enum FinishedFault implements Fault {
    FINISHED_BY_CONTENT_LENGTH("throws after all of a declared kibibyte", (request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        response.setContentLength(1024);
        response.getOutputStream().write(Filler.bytes(1024));
    }),
    FINISHED_BY_LARGE_CONTENT_LENGTH("throws after all of a declared 100 KiB", (request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        response.setContentLength(100 * 1024);
        response.getOutputStream().write(Filler.bytes(100 * 1024));
    }),
    FINISHED_BY_REDIRECT("throws after sendRedirect", (request, response) -> response.sendRedirect("/page/json")),
    FINISHED_BY_FORWARD(
            "throws after a forward has returned",
            (request, response) -> request.getRequestDispatcher("/page/json").forward(request, response));

    private final String sentence;
    private final Act before;

    FinishedFault(String sentence, Act before) {
        this.sentence = sentence;
        this.before = before;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Outcome outcome() {
        return Outcome.STANDS;
    }

    @Override
    public Act act() {
        return (request, response) -> {
            before.on(request, response);
            throw new IllegalStateException(Secret.MESSAGE);
        };
    }
}
