/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A page that goes well in a way of its own. */
enum SpecialPage implements Behaviour {
    EMPTY {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            response.setHeader("X-Page", path());
        }
    },
    NO_CONTENT {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    },
    REDIRECT {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendRedirect("elsewhere");
        }
    },
    NOT_FOUND {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    },
    NOT_FOUND_AFTER_OUTPUT {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(Page.text(0, 4096));
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "no such order");
        }
    },
    /** The application's own page for a client's mistake. */
    OWN_BAD_REQUEST {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType("text/plain");
            response.getWriter().print(Page.text(0, 300));
        }
    },
    FORWARDED {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            response.getWriter().print("taken back");
            request.getRequestDispatcher(SMALL.path()).forward(request, response);
        }
    },
    INCLUDED {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            response.getWriter().print("before ");
            request.getRequestDispatcher(SMALL.path()).include(request, response);
            response.getWriter().print(" after");
        }
    },
    ECHO {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/octet-stream");
            request.getInputStream().transferTo(response.getOutputStream());
        }
    },
    ECHO_PARAMETER {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter().print("name=" + request.getParameter("name"));
        }
    },
    DISPATCHED {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync();
            Departure.then(request, () -> context.start(() -> context.dispatch(MEDIUM.path())));
        }
    },
    /** As Spring MVC does it. */
    DISPATCHED_WITH_WRAPPERS {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync(request, response);
            Departure.then(request, () -> context.start(() -> context.dispatch(MEDIUM.path())));
        }
    },
    WRITTEN_ELSEWHERE {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync();
            Departure.then(request, () -> context.start(() -> write(context)));
        }
    },
    WRITTEN_ELSEWHERE_WITH_WRAPPERS {
        @Override
        public void serve(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync(request, response);
            Departure.then(request, () -> context.start(() -> write(context)));
        }
    };

    private static final Page MEDIUM = new Page(8 * 1024, Page.Output.STREAM, Page.Habit.NONE);
    private static final Page SMALL = new Page(600, Page.Output.WRITER, Page.Habit.NONE);

    private static void write(AsyncContext context) {
        try {
            HttpServletResponse response = (HttpServletResponse) context.getResponse();
            response.setContentType("text/plain");
            response.getOutputStream().print(Page.text(0, 8 * 1024));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.complete();
    }

    @Override
    public String path() {
        return "/special/" + name().toLowerCase(Locale.ROOT);
    }
}
