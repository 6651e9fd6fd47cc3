/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency.site;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet as a lambda. */
@FunctionalInterface
public interface Page {
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
}
