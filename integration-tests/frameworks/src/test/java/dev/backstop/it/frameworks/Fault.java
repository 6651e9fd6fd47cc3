/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A request that fails, and the status that the client shall get. */
enum Fault implements Behaviour {
    THROWS(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException(SECRET);
        }
    },
    THROWS_ERROR(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            throw new AssertionError(SECRET);
        }
    },
    THROWS_AFTER_4_KIB_BY_STREAM(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            setHeaders(response);
            response.getOutputStream().print(Page.text(0, HALF));
            throw new IllegalStateException(SECRET);
        }
    },
    THROWS_AFTER_4_KIB_BY_WRITER(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            setHeaders(response);
            response.getWriter().print(Page.text(0, HALF));
            throw new IllegalStateException(SECRET);
        }
    },
    THROWS_IN_A_BODY_OF_KNOWN_LENGTH(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            setHeaders(response);
            response.setContentLength(2 * HALF);
            response.getOutputStream().print(Page.text(0, HALF));
            throw new IllegalStateException(SECRET);
        }
    },
    THROWS_AFTER_FLUSH(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            setHeaders(response);
            response.getOutputStream().print(Page.text(0, HALF));
            response.flushBuffer();
            throw new IllegalStateException(SECRET);
        }
    },
    THROWS_WITH_AN_UNREAD_BODY(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException(SECRET);
        }
    },
    THROWS_AFTER_READING_THE_BODY(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            int length = request.getInputStream().readAllBytes().length;
            throw new IllegalStateException(SECRET + length);
        }
    },
    SENDS_ERROR(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            setHeaders(response);
            response.sendError(500, SECRET);
        }
    },
    SENDS_ERROR_AFTER_4_KIB(503) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            setHeaders(response);
            response.getWriter().print(Page.text(0, HALF));
            response.sendError(503);
        }
    },
    SETS_STATUS_ONLY(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(500);
        }
    },
    FORWARDS_TO_A_FAULT(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.getRequestDispatcher(THROWS_AFTER_4_KIB_BY_STREAM.path()).forward(request, response);
        }
    },
    THROWS_AFTER_START_ASYNC(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            // Not for Backstop, which answers at once, but so that nobody waits longer where a framework does not.
            request.startAsync().setTimeout(1000);
            throw new IllegalStateException(SECRET);
        }
    },
    THROWS_ELSEWHERE(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync();
            Departure.then(request, () -> context.start(() -> failHalfWay(context)));
        }
    },
    THROWS_ELSEWHERE_WITH_WRAPPERS(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync(request, response);
            Departure.then(request, () -> context.start(() -> failHalfWay(context)));
        }
    },
    DISPATCHES_TO_A_FAULT(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync();
            Departure.then(request, () -> context.start(() -> context.dispatch(THROWS_AFTER_4_KIB_BY_STREAM.path())));
        }
    },
    DISPATCHES_TO_A_FAULT_WITH_WRAPPERS(500) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync(request, response);
            Departure.then(request, () -> context.start(() -> context.dispatch(THROWS_AFTER_4_KIB_BY_STREAM.path())));
        }
    },
    TIMES_OUT(503) {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            request.startAsync().setTimeout(100);
        }
    };

    /** Must not be found in any answer. */
    static final String SECRET = "secret of the application";

    private static final int HALF = 4 * 1024;

    private final int status;

    Fault(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    @Override
    public String path() {
        return "/fault/" + name().toLowerCase(Locale.ROOT);
    }

    /** What would be untrue of another body. */
    private static void setHeaders(HttpServletResponse response) {
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("ETag", "\"of-the-page\"");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.setDateHeader("Last-Modified", 0);
    }

    private static void failHalfWay(AsyncContext context) {
        try {
            HttpServletResponse response = (HttpServletResponse) context.getResponse();
            setHeaders(response);
            response.getOutputStream().print(Page.text(0, HALF));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(SECRET);
    }
}
