/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;

/** {@code /beyond/*}: a servlet that cannot be initialised for the time being. */
public final class BeyondServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    public void init() throws UnavailableException {
        throw new UnavailableException(Secret.MESSAGE, 60);
    }
}
