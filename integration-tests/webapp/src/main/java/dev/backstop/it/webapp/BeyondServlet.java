/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;

/** {@code /beyond/*}: a servlet that cannot be initialised. */
public final class BeyondServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    public void init() throws ServletException {
        throw new ServletException(Secret.MESSAGE);
    }
}
