/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/** {@code /task/*}: leaves the request to others, in one of the ways of {@link TaskWay}; without a time-out. */
public final class TaskServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final long LATER_MILLIS = 300;

    /** Started before any request, as the threads of an HTTP client are: nobody knows what it works for. */
    private static final Timer CLIENT = new Timer("client", true);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getPathInfo().substring(1).replace('-', '_').toUpperCase(Locale.ROOT);
        TaskWay.valueOf(name).start(request);
    }

    /** Answers well, a little later, on a thread that is no request's. */
    static void answerLater(AsyncContext async) {
        CLIENT.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        answer(async);
                    }
                },
                LATER_MILLIS);
    }

    /** Answers well. */
    static void answer(AsyncContext async) {
        try {
            async.getResponse().setContentType("text/plain;charset=utf-8");
            async.getResponse().getWriter().print("done");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        async.complete();
    }
}
