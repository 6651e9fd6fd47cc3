/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What the application's code does with one request; like real code, it may throw anything. */
@FunctionalInterface
interface Behaviour {

    void serve(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
