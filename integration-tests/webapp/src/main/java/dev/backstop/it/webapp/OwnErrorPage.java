/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Errors that the application has a body for: as good as any other page. */
public enum OwnErrorPage implements Page {
    OWN_404(
            404,
            (request, response) ->
                    body(response, 404, "text/html;charset=utf-8", "<!doctype html><title>No such entry</title>")),
    SEND_ERROR_404(404, (request, response) -> response.sendError(404)),
    SEND_ERROR_403(403, (request, response) -> response.sendError(403)),
    SEND_ERROR_429(429, (request, response) -> {
        response.setHeader("Retry-After", "3");
        response.sendError(429);
    }),
    BARE_404(404, (request, response) -> response.setStatus(404)),
    OWN_500(
            500,
            (request, response) ->
                    body(response, 500, "application/json", "{\"error\":\"E1234\",\"hint\":\"call us\"}")),
    OWN_500_NOT_CACHEABLE(500, (request, response) -> {
        response.setHeader("Cache-Control", "no-store");
        body(response, 500, "application/json", "{\"error\":\"E1234\",\"hint\":\"call us\"}");
    }),
    OWN_PAGE_FOR_STATUS(507, (request, response) -> {
        response.setHeader("Cache-Control", "no-store");
        response.sendError(ErrorPages.PAGED_STATUS);
    }),
    OWN_PAGE_FOR_EXCEPTION(500, (request, response) -> {
        response.setHeader("Cache-Control", "no-store");
        throw new ErrorPages.PagedException(Secret.MESSAGE);
    });

    private final int status;
    private final Act act;

    OwnErrorPage(int status, Act act) {
        this.status = status;
        this.act = act;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Act act() {
        return act;
    }

    private static void body(HttpServletResponse response, int status, String type, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.getWriter().print(body);
    }
}
