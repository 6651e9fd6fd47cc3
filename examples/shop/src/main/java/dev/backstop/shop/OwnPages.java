/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the application means to say: a product as a page or as JSON, and an error of its own. */
final class OwnPages {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Trail jacket</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1c2733; background: #fff }
            h1 { font-size: 1.4rem; margin: 0 0 .5rem }
            .price { font-weight: 600; color: #0a6b4b }
            </style>
            </head>
            <body>
            <h1>Trail jacket</h1>
            <p class="price">129.00 €</p>
            <p>Light, windproof, and dry when it counts.</p>
            <ul><li>Sizes XS to XXL</li><li>In stock: 42</li><li>Delivered in two days</li></ul>
            <p>Returned free of charge within 30 days.</p>
            </body>
            </html>
            """;

    private static final String JSON = """
            {"sku":"TJ-4711","name":"Trail jacket","price":"129.00","currency":"EUR","inStock":42,\
            "sizes":["XS","S","M","L","XL","XXL"],"delivery":{"days":2,"free":true}}""";

    private OwnPages() {}

    static void product(HttpServletRequest request, HttpServletResponse response) throws IOException {
        describe(request, response);
        response.setHeader("Cache-Control", "public, max-age=60");
        response.getWriter().write(product(request));
    }

    static void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        response.setContentType("application/json");
        response.getWriter().write("{\"code\":\"PRICE_LIST_MISSING\",\"message\":\"Please choose another currency.\"}");
    }

    static void describe(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType(wantsJson(request) ? "application/json" : "text/html;charset=utf-8");
    }

    static String half(HttpServletRequest request) {
        String whole = product(request);
        return whole.substring(0, whole.length() * 3 / 4);
    }

    private static String product(HttpServletRequest request) {
        return wantsJson(request) ? JSON : PAGE;
    }

    private static boolean wantsJson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("json");
    }
}
