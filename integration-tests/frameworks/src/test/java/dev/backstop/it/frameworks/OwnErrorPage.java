/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import dev.backstop.it.wire.RawResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page that the application shows for errors by itself, where its framework is told so. */
final class OwnErrorPage implements Behaviour {

    static final OwnErrorPage INSTANCE = new OwnErrorPage();

    private OwnErrorPage() {}

    @Override
    public String path() {
        return "/own-error-page";
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("X-Page", path());
        response.getWriter().print("This is our own error page.");
    }

    static boolean isShownBy(RawResponse response) {
        return response.header("X-Page").filter(INSTANCE.path()::equals).isPresent();
    }
}
