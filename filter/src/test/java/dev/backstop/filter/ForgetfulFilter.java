/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** A container that runs out of memory the first time that a status is set, and has some again the second time. */
public final class ForgetfulFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new Forgetful((HttpServletResponse) response));
    }

    private static final class Forgetful extends HttpServletResponseWrapper {
        private boolean failed;

        Forgetful(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setStatus(int status) {
            if (!failed) {
                failed = true;
                throw new OutOfMemoryError("while the answer is written");
            }
            super.setStatus(status);
        }
    }
}
