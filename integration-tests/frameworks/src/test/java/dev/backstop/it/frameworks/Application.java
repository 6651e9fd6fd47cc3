/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one servlet: it does what the path says. */
final class Application extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Map<String, Behaviour> BEHAVIOURS = Stream.of(
                    Page.all().stream(),
                    Stream.of(SpecialPage.values()),
                    Stream.of(Fault.values()),
                    Stream.of(OwnErrorPage.INSTANCE))
            .flatMap(behaviours -> behaviours)
            .collect(Collectors.toMap(Behaviour::path, Function.identity()));

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
        Behaviour behaviour = BEHAVIOURS.get(included == null ? request.getPathInfo() : included.toString());
        if (behaviour == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            behaviour.serve(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
