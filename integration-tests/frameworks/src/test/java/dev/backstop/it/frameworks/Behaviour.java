/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What the application does with a request. Each has a path of its own. */
interface Behaviour {

    /** Beginning with a slash, within the application. */
    String path();

    void serve(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
