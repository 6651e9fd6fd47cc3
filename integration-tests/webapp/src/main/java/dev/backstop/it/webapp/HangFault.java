/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_503;
import static dev.backstop.it.webapp.Fault.Outcome.BREAK_OFF;

/** Calls that do not return. When they are released, long after the client has gone, each writes on as if nothing had been. */
public enum HangFault implements Fault {
    HANG("hangs", (request, response) -> hang(response)),
    HANG_AFTER_STREAM("hangs after half a page by the stream", (request, response) -> {
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().print(Filler.HALF_PAGE);
        hang(response);
    }),
    HANG_AFTER_WRITER("hangs after half a page by the writer", (request, response) -> {
        response.setContentType("text/html;charset=utf-8");
        response.getWriter().print(Filler.HALF_PAGE);
        hang(response);
    }),
    HANG_HOLDING_WRITER("hangs after half a page by the writer, within its lock", (request, response) -> {
        PrintWriter writer = response.getWriter();
        synchronized (writer) {
            writer.print(Filler.HALF_PAGE);
            hang(response);
        }
    }),
    HANG_AFTER_HEADERS("hangs after status and headers, of which the cookie must survive", (request, response) -> {
        response.setStatus(200);
        response.addCookie(new Cookie("cart", "42"));
        response.setHeader("ETag", "\"v7\"");
        response.setHeader("Cache-Control", "public, max-age=86400");
        hang(response);
    }),
    HANG_AFTER_START_ASYNC("hangs on the request's thread after startAsync", (request, response) -> {
        AsyncContext async = request.startAsync();
        hang(response);
        async.complete();
    }),
    HANG_IN_START("hangs in AsyncContext.start", OtherThread.ofContainer((request, response) -> {
        hang(response);
        request.getAsyncContext().complete();
    })),
    HANG_ON_VIRTUAL_THREAD("hangs on a virtual thread", OtherThread.virtual((request, response) -> {
        hang(response);
        request.getAsyncContext().complete();
    })),
    HANG_IGNORING_INTERRUPTS("hangs, whoever interrupts", (request, response) -> {
        Hang.untilReleasedWhateverInterrupts();
        goOn(response);
    }),
    HANG_IN_READ("waits for the second half of the request", ANSWER_503, Visit.HALF_A_POST, (request, response) -> {
        request.getInputStream().readAllBytes();
        goOn(response);
    }),
    HANG_AFTER_FLUSH("hangs after a flushed half page", BREAK_OFF, Visit.GET, (request, response) -> {
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().print(Filler.HALF_PAGE);
        response.flushBuffer();
        hang(response);
    }),
    HANG_AFTER_100_KIB("hangs after 100 KiB", BREAK_OFF, Visit.GET, (request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        for (int i = 0; i < 10; i++) {
            response.getOutputStream().write(Filler.bytes(10 * 1024));
        }
        response.flushBuffer();
        hang(response);
    });

    private final String sentence;
    private final Outcome outcome;
    private final Visit visit;
    private final Act act;

    HangFault(String sentence, Act act) {
        this(sentence, ANSWER_503, Visit.GET, act);
    }

    HangFault(String sentence, Outcome outcome, Visit visit, Act act) {
        this.sentence = sentence;
        this.outcome = outcome;
        this.visit = visit;
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
    public Visit visit() {
        return visit;
    }

    @Override
    public Moment moment() {
        return Moment.AT_DEADLINE;
    }

    @Override
    public Act act() {
        return act;
    }

    private static void hang(HttpServletResponse response) throws IOException {
        Hang.untilReleased();
        goOn(response);
    }

    private static void goOn(HttpServletResponse response) throws IOException {
        try {
            response.getOutputStream().write(Filler.bytes(10 * 1024));
        } catch (IllegalStateException e) {
            response.getWriter().print(Filler.PAGE);
        }
        response.flushBuffer();
    }
}
