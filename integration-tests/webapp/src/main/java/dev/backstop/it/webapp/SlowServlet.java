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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code /slow?visitor=NAME&millis=N&by=stream|writer|async|halves}: a page of the visitor's own, after a while. By halves, the
 * first one is written before that while.
 */
public final class SlowServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** What is in the page for this visitor, so that no two pages are the same. */
    public static String page(String visitor) {
        return (visitor + " waited for this page and for no other.\n").repeat(50) + "fin";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String page = page(request.getParameter("visitor"));
        long millis = Long.parseLong(request.getParameter("millis"));
        response.setContentType("text/plain;charset=utf-8");
        switch (request.getParameter("by")) {
            case "stream" -> {
                Slowness.pause(millis);
                response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
            }
            case "writer" -> {
                Slowness.pause(millis);
                response.getWriter().print(page);
            }
            case "halves" -> {
                response.getWriter().print(page.substring(0, page.length() / 2));
                Slowness.pause(millis);
                response.getWriter().print(page.substring(page.length() / 2));
            }
            case "async" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    Slowness.pause(millis);
                    write(page, async);
                });
            }
            default -> response.sendError(404);
        }
    }

    private static void write(String page, AsyncContext async) {
        try {
            async.getResponse().getWriter().print(page);
            async.complete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
