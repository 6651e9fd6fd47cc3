/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

/** {@code /fault/<name>}, any method: does what that {@link Fault} says. What follows the name in the path is ignored. */
public final class FaultServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Fault> FAULTS =
            Fault.all().stream().collect(toUnmodifiableMap(Fault::slug, identity()));

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Fault fault = FAULTS.get(name(request));
        if (fault == null) {
            response.sendError(404);
        } else {
            fault.act().on(request, response);
        }
    }

    /** The first segment after {@code /fault/}, of the request or, while included, of the included path. */
    private static String name(HttpServletRequest request) {
        String path = request.getServletPath() + nonNull(request.getPathInfo());
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        if (included != null) {
            path = included.toString() + nonNull(request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
        }
        return path.split("/", 4)[2];
    }

    private static Object nonNull(Object path) {
        return path == null ? "" : path;
    }
}
