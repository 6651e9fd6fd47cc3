/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** {@code /header-block?fields=N&size=M}: a page with so many header fields, each with a value of so many bytes. */
public final class HeaderBlockServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** What the page is to be. */
    public static Intent intent(int fields, int size) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < fields; i++) {
            all.put(name(i), "p{" + size + '}');
        }
        return new Intent(200, Filler.PAGE, all);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(
                Integer.parseInt(request.getParameter("fields")),
                Integer.parseInt(request.getParameter("size")),
                response);
    }

    static void send(int fields, int size, HttpServletResponse response) throws IOException {
        for (int i = 0; i < fields; i++) {
            response.setHeader(name(i), "p".repeat(size));
        }
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().print(Filler.PAGE);
    }

    private static String name(int i) {
        return "X-Policy-" + i;
    }
}
