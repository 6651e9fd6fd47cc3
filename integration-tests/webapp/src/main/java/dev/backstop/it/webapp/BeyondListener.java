/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;

/** {@code /page/beyond-listener} and {@code /page/beyond-listener-out-of-memory}: fails before any filter is called. */
public final class BeyondListener implements ServletRequestListener {

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        String uri = ((HttpServletRequest) event.getServletRequest()).getRequestURI();
        if (uri.endsWith("/page/beyond-listener")) {
            throw new IllegalStateException(Secret.MESSAGE);
        }
        if (uri.endsWith("/page/beyond-listener-out-of-memory")) {
            throw new OutOfMemoryError(Secret.MESSAGE);
        }
    }
}
