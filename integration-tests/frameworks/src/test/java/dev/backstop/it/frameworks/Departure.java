/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * The outermost filter, which does nothing to the request and the response. What an application does asynchronously begins here,
 * when all the other filters have been left: otherwise whether their last act comes before or after it would be a race.
 */
final class Departure implements Filter {

    private static final String NEXT = Departure.class.getName();

    /** Notes what is to be done then. */
    static void then(ServletRequest request, Runnable next) {
        request.setAttribute(NEXT, next);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (request.getAttribute(NEXT) instanceof Runnable next) {
            request.removeAttribute(NEXT);
            next.run();
        }
    }
}
