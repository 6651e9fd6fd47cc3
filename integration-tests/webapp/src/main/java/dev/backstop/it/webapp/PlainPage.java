/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;

/** Small pages, written in every way that the Servlet API has. */
public enum PlainPage implements Page {
    JSON((request, response) -> {
        response.setContentType("application/json");
        response.getWriter().print("{\"ledger\":[1,2,3]}");
    }),
    WRITER_WITH_CHARSET((request, response) -> {
        response.setCharacterEncoding("ISO-8859-15");
        response.setContentType("text/html");
        response.getWriter().print("<!doctype html><title>Preis</title><p>42 \u20ac, \u00fcberpr\u00fcft");
    }),
    EAGER_FLUSH((request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().print("first, ");
        response.flushBuffer();
        response.setHeader("X-After-Commit", "must not appear");
        response.getWriter().print("second");
    }),
    EAGER_FLUSH_20_KIB((request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(Filler.bytes(1024));
        response.getOutputStream().flush();
        response.getOutputStream().write(Filler.bytes(20 * 1024));
    }),
    CLOSED_STREAM((request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().print("the whole page");
        response.getOutputStream().close();
    }),
    CLOSED_WRITER((request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().print("the whole page");
        response.getWriter().close();
    }),
    RESET_AND_REWRITE((request, response) -> {
        response.setHeader("X-Draft", "yes");
        response.getWriter().print("a first draft");
        response.reset();
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().print("the final text");
    }),
    COOKIES((request, response) -> {
        Cookie cookie = new Cookie("cart", "42");
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        response.addCookie(cookie);
        response.addCookie(new Cookie("lang", "de"));
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().print("welcome");
    }),
    REDIRECT((request, response) -> response.sendRedirect("/page/json")),
    REDIRECT_WITH_STATUS((request, response) -> RedirectWithStatus.send(response, "/page/json")),
    NOT_MODIFIED((request, response) -> {
        response.setHeader("ETag", "\"v7\"");
        if ("\"v7\"".equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
        } else {
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream().print("version 7");
        }
    }),
    NO_CONTENT((request, response) -> response.setStatus(204)),
    EMPTY((request, response) -> response.setContentType("text/plain;charset=utf-8")),
    HEADERS((request, response) -> {
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "public, max-age=60");
        response.addHeader("Link", "</a.css>; rel=preload");
        response.addHeader("Link", "</b.css>; rel=preload");
        response.addHeader("Vary", "Cookie");
        response.setDateHeader("Last-Modified", 1000000000000L);
        response.getOutputStream().write("<!doctype html><title>h</title>".getBytes(StandardCharsets.UTF_8));
    });

    private final Act act;

    PlainPage(Act act) {
        this.act = act;
    }

    @Override
    public int status() {
        return switch (this) {
            case REDIRECT, REDIRECT_WITH_STATUS -> 302;
            case NO_CONTENT -> 204;
            default -> 200;
        };
    }

    @Override
    public Act act() {
        return act;
    }
}
