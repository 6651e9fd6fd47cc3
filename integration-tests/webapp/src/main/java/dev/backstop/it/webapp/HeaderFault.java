/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import dev.backstop.it.webapp.Fault.Act;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_500;
import static dev.backstop.it.webapp.Fault.Outcome.CORRECTED;
import static dev.backstop.it.webapp.Fault.Outcome.CORRECTED_OR_500;

/** Header fields that no proxy takes, too many of them, or fields that say the wrong thing of the body. */
public enum HeaderFault implements Fault {
    NAME_WITH_SPACE("sends a field whose name has a space", page(), sending("X Note", "1")),
    NAME_EMPTY("sends a field without a name", page(), sending("", "1")),
    NAME_WITH_BRACES("sends a field whose name is not a token", page(), sending("X-{note}", "1")),
    NAME_WITH_LINE_END(
            "sends a field with a line end and a forged field in its name",
            page(),
            sending("X-Note: 1\r\nX-Forged", "1")),
    VALUE_WITH_NUL(
            "sends a field with a NUL in its value",
            page().with("X-Note", "before.?after"),
            sending("X-Note", "before\0after")),
    VALUE_WITH_LINE_END(
            "sends a field with a line end and a forged field in its value",
            page().with("X-Note", "before.{0,2}X-Forged: 1"),
            sending("X-Note", "before\r\nX-Forged: 1")),
    VALUE_WITH_CONTROL(
            "sends a field with a control character in its value",
            page().with("X-Note", "before.?after"),
            sending("X-Note", "before\u0001after")),
    HEADER_BLOCK_5_KIB(
            "sends a field of 5 KiB", CORRECTED, HeaderBlockServlet.intent(1, 5 * 1024), sendingBlock(1, 5 * 1024)),
    HEADER_BLOCK_9_KIB(
            "sends 3 fields of 3 KiB",
            CORRECTED_OR_500,
            HeaderBlockServlet.intent(3, 3 * 1024),
            sendingBlock(3, 3 * 1024)),
    HEADER_BLOCK_40_KIB(
            "sends 10 fields of 4 KiB",
            CORRECTED_OR_500,
            HeaderBlockServlet.intent(10, 4 * 1024),
            sendingBlock(10, 4 * 1024)),
    /** More than HAProxy takes, fewer than Varnish does with its limit raised. */
    MANY_FIELDS("sends 110 fields", CORRECTED, HeaderBlockServlet.intent(110, 8), sendingBlock(110, 8)),
    GZIP_LABEL_ON_404(
            "sets Content-Encoding: gzip, then sendError(404)",
            new Intent(404, Intent.ANY_BODY, Map.of()),
            (request, response) -> {
                response.setHeader("Content-Encoding", "gzip");
                response.sendError(404);
            }),
    GZIP_LABEL_ON_500("sets Content-Encoding: gzip, then sendError(500)", ANSWER_500, page(), (request, response) -> {
        response.setHeader("Content-Encoding", "gzip");
        response.sendError(500);
    }),
    OWN_500_CACHEABLE(
            "answers with a 500 of its own that says nothing of caching",
            ownError(),
            (request, response) -> sendOwnError(response)),
    OWN_500_CACHEABLE_ASYNC(
            "does the same on another thread", ownError(), OtherThread.ofContainer((request, response) -> {
                sendOwnError(response);
                request.getAsyncContext().complete();
            }));

    private static final String OWN_ERROR = "{\"error\":\"E1234\",\"hint\":\"call us\"}";

    private final String sentence;
    private final Outcome outcome;
    private final Intent intent;
    private final Act act;

    HeaderFault(String sentence, Intent intent, Act act) {
        this(sentence, CORRECTED, intent, act);
    }

    HeaderFault(String sentence, Outcome outcome, Intent intent, Act act) {
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
    public Intent intent() {
        return intent;
    }

    @Override
    public Act act() {
        return act;
    }

    private static Intent page() {
        return Intent.page(Filler.PAGE);
    }

    private static Act sending(String name, String value) {
        return (request, response) -> {
            response.setHeader(name, value);
            sendPage(response);
        };
    }

    private static Act sendingBlock(int fields, int size) {
        return (request, response) -> HeaderBlockServlet.send(fields, size, response);
    }

    private static void sendPage(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().print(Filler.PAGE);
    }

    private static Intent ownError() {
        return new Intent(500, HeaderFault.OWN_ERROR, Map.of("Cache-Control", "no-store"));
    }

    private static void sendOwnError(HttpServletResponse response) throws IOException {
        response.setStatus(500);
        response.setContentType("application/json");
        response.getWriter().print(OWN_ERROR);
    }
}
