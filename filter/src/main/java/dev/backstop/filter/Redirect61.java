/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The redirect of Servlet 6.1 with a status of the caller's, which the 6.0 that this is compiled against does not have. */
final class Redirect61 {
    private static final @Nullable Method METHOD = find();

    private Redirect61() {}

    private static @Nullable Method find() {
        try {
            return HttpServletResponse.class.getMethod("sendRedirect", String.class, int.class, boolean.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /**
     * Calls it.
     *
     * @throws UnsupportedOperationException in a container of Servlet 6.0, where no application can ask for it
     */
    static void send(HttpServletResponse response, String location, int status, boolean clearBuffer)
            throws IOException {
        if (METHOD == null) {
            throw new UnsupportedOperationException("Servlet 6.0 has no redirect with a status");
        }
        try {
            METHOD.invoke(response, location, status, clearBuffer);
        } catch (InvocationTargetException e) {
            throw cause(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the container threw, as it is. */
    private static IOException cause(InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
}
