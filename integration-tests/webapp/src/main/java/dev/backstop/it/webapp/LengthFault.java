/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import static dev.backstop.it.webapp.Fault.Outcome.BREAK_OFF;
import static dev.backstop.it.webapp.Fault.Outcome.CORRECTED;

/** Bodies that are not as long as their Content-Length says, or that are there where none may be. */
public enum LengthFault implements Fault {
    LENGTH_TOO_SMALL(
            "declares 20 bytes of a longer page, by the stream", Intent.page(Filler.PAGE), (request, response) -> {
                response.setContentLength(20);
                response.getOutputStream().write(Filler.PAGE.getBytes(StandardCharsets.US_ASCII));
            }),
    LENGTH_OF_THE_STRING(
            "declares the characters of a text instead of its bytes, by the writer",
            Intent.page(Filler.UMLAUTS),
            (request, response) -> {
                response.setContentLength(Filler.UMLAUTS.length());
                response.getWriter().print(Filler.UMLAUTS);
            }),
    LENGTH_TOO_SMALL_AFTER_COMMIT("sends 64 of declared 100 KiB, then 64 more at once", (request, response) -> {
        declareAndSend(100, 64, response);
        response.getOutputStream().write(Filler.bytes(64 * 1024));
    }),
    LENGTH_TOO_LARGE(
            "declares a kilobyte of a shorter page, by the stream", Intent.page(Filler.PAGE), (request, response) -> {
                response.setContentLength(1000);
                response.getOutputStream().write(Filler.PAGE.getBytes(StandardCharsets.US_ASCII));
            }),
    LENGTH_TOO_LARGE_BY_WRITER(
            "declares a kilobyte of a shorter page, by the writer",
            Intent.page(Filler.UMLAUTS),
            (request, response) -> {
                response.setHeader("Content-Length", "1000");
                response.getWriter().print(Filler.UMLAUTS);
            }),
    LENGTH_TOO_LARGE_AFTER_COMMIT(
            "sends 100 of declared 200 KiB and returns", (request, response) -> declareAndSend(200, 100, response)),
    BODY_ON_204("writes a body under status 204", Intent.nothing(204), (request, response) -> {
        response.setStatus(204);
        response.getOutputStream().print(Filler.PAGE);
    }),
    LENGTH_ON_204("declares a length under status 204", Intent.nothing(204), (request, response) -> {
        response.setStatus(204);
        response.setHeader("Content-Length", "20");
    }),
    BODY_ON_205("writes a body under status 205", Intent.nothing(205), (request, response) -> {
        response.setStatus(205);
        response.getOutputStream().print(Filler.PAGE);
    }),
    /** Varnish asks without a condition and then answers the client's itself. */
    BODY_ON_304("writes a body under status 304", Intent.nothing(304), (request, response) -> {
        response.setHeader("ETag", "\"v7\"");
        if (request.getHeader("If-None-Match") != null) {
            response.setStatus(304);
        }
        response.getOutputStream().print(Filler.PAGE);
    });

    private final String sentence;
    private final Outcome outcome;
    private final Intent intent;
    private final Act act;

    /** For those that come too late. */
    LengthFault(String sentence, Act act) {
        this(sentence, BREAK_OFF, Intent.nothing(0), act);
    }

    LengthFault(String sentence, Intent intent, Act act) {
        this(sentence, CORRECTED, intent, act);
    }

    LengthFault(String sentence, Outcome outcome, Intent intent, Act act) {
        this.sentence = sentence;
        this.outcome = outcome;
        this.intent = intent;
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
        return this == BODY_ON_304 ? Visit.CONDITIONAL_GET : Visit.GET;
    }

    @Override
    public Intent intent() {
        return intent;
    }

    @Override
    public Act act() {
        return (request, response) -> {
            response.setContentType("text/plain;charset=utf-8");
            act.on(request, response);
        };
    }

    private static void declareAndSend(int declared, int sent, HttpServletResponse response) throws IOException {
        response.setContentLength(declared * 1024);
        for (int i = 0; i < sent; i++) {
            response.getOutputStream().write(Filler.bytes(1024));
        }
        response.flushBuffer();
    }
}
