/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** {@code sendRedirect(location, 302)} of Servlet 6.1 where the container has it, else the redirect of 6.0. */
final class RedirectWithStatus {
    private RedirectWithStatus() {}

    static void send(HttpServletResponse response, String location) throws IOException {
        try {
            HttpServletResponse.class
                    .getMethod("sendRedirect", String.class, int.class)
                    .invoke(response, location, 302);
        } catch (NoSuchMethodException e) {
            response.sendRedirect(location);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
