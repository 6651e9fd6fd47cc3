/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Runs one scenario, and lets out of it whatever it throws, as it is. */
final class ScenarioServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Scenario scenario;

    ScenarioServlet(Scenario scenario) {
        this.scenario = scenario;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            scenario.behaviour().serve(request, response);
        } catch (RuntimeException | ServletException | IOException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
