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

/** What a response can do since Servlet 6.1, which the 6.0 that this is compiled against does not have. */
final class Servlet61 {
    private static final @Nullable Method SEND_REDIRECT = find("sendRedirect", String.class, int.class, boolean.class);
    private static final @Nullable Method SEND_EARLY_HINTS = find("sendEarlyHints");

    private Servlet61() {}

    private static @Nullable Method find(String name, Class<?>... types) {
        try {
            return HttpServletResponse.class.getMethod(name, types);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /**
     * A redirect with a status of the caller's.
     *
     * @throws UnsupportedOperationException in a container of Servlet 6.0, where no application can ask for it
     */
    static void sendRedirect(HttpServletResponse response, String location, int status, boolean clearBuffer)
            throws IOException {
        if (SEND_REDIRECT == null) {
            throw new UnsupportedOperationException("Servlet 6.0 has no redirect with a status");
        }
        try {
            SEND_REDIRECT.invoke(response, location, status, clearBuffer);
        } catch (InvocationTargetException e) {
            throw cause(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a 103, where the container knows how to. */
    static void sendEarlyHints(HttpServletResponse response) {
        if (SEND_EARLY_HINTS == null) {
            return;
        }
        try {
            SEND_EARLY_HINTS.invoke(response);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(cause(e));
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
