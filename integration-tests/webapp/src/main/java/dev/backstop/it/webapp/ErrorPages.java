/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application's own error pages, declared in {@code web.xml} for statuses and exceptions that nothing else uses. */
public final class ErrorPages extends HttpServlet {

    /** Has an error page that works. */
    static final int PAGED_STATUS = 507;

    /** Has an error page that throws. */
    static final int BROKEN_STATUS = 508;

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo().equals("/broken")) {
            throw new IllegalStateException("the error page: " + Secret.MESSAGE);
        }
        response.setContentType("text/html;charset=utf-8");
        response.getWriter()
                .print("<!doctype html><title>Sorry</title><p>Our own page for status "
                        + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
    }

    /** Has an error page that works. */
    public static final class PagedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PagedException(String message) {
            super(message);
        }
    }

    /** Has an error page that throws. */
    public static final class BrokenPageException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokenPageException(String message) {
            super(message);
        }
    }
}
