/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_500;

/** Throws after output that has not left yet, or need not have: all of it must vanish, with the headers that went with it. */
public enum PartialOutputFault implements Fault {
    AFTER_WRITER("throws after half a page by the writer", (request, response) -> {
        response.setContentType("text/html;charset=utf-8");
        response.getWriter().print(Filler.HALF_PAGE);
    }),
    AFTER_STREAM("throws after half a page by the stream", (request, response) -> {
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().print(Filler.HALF_PAGE);
    }),
    AFTER_CONTENT_LENGTH("throws after half of the declared Content-Length", (request, response) -> {
        response.setContentType("application/pdf");
        response.setContentLength(4000);
        response.getOutputStream().write(Filler.bytes(2000));
    }),
    AFTER_CONTENT_ENCODING("throws after Content-Encoding: gzip", (request, response) -> {
        response.setHeader("Content-Encoding", "gzip");
        response.getOutputStream().write(Filler.bytes(200));
    }),
    AFTER_CACHE_HEADERS("throws after ETag, Cache-Control: public, Expires, Last-Modified", (request, response) -> {
        response.setHeader("ETag", "\"v7\"");
        response.setHeader("Cache-Control", "public, max-age=86400");
        response.setDateHeader("Expires", 4102444800000L);
        response.setDateHeader("Last-Modified", 1000000000000L);
        response.getOutputStream().write(Filler.bytes(200));
    }),
    AFTER_CONTENT_DISPOSITION("throws when a download had been announced", (request, response) -> {
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"ledger.zip\"");
        response.getOutputStream().write(Filler.bytes(200));
    }),
    AFTER_COOKIE_AND_CORS("throws after Set-Cookie and CORS headers, which must survive", (request, response) -> {
        response.addCookie(new Cookie("cart", "42"));
        response.setHeader("Access-Control-Allow-Origin", "https://shop.example");
        response.getOutputStream().write(Filler.bytes(200));
    }),
    AFTER_FLUSH_BUFFER("throws after an eager flushBuffer() of a small page", (request, response) -> {
        response.setContentType("text/html;charset=utf-8");
        response.getWriter().print(Filler.HALF_PAGE);
        response.flushBuffer();
    }),
    REDIRECT_AFTER_FLUSH("redirects after an eager flushBuffer(), which must be refused", (request, response) -> {
        response.setContentType("text/html;charset=utf-8");
        response.getWriter().print(Filler.HALF_PAGE);
        response.flushBuffer();
        RedirectWithStatus.send(response, "/page/json");
    }),
    AFTER_EMPTY_FLUSH_BUFFER(
            "throws after a flushBuffer() before the first byte", (request, response) -> response.flushBuffer()),
    AFTER_WRITER_FLUSH("throws after writer.flush() of a small page", (request, response) -> {
        PrintWriter writer = response.getWriter();
        writer.print(Filler.HALF_PAGE);
        writer.flush();
    }),
    AFTER_STREAM_FLUSH("throws after stream.flush() of a small page", (request, response) -> {
        response.getOutputStream().print(Filler.HALF_PAGE);
        response.getOutputStream().flush();
    }),
    AFTER_STREAM_CLOSE("throws after stream.close() of a small page", (request, response) -> {
        response.getOutputStream().print(Filler.HALF_PAGE);
        response.getOutputStream().close();
    }),
    AFTER_10_KIB("throws after 10 KiB of output", (request, response) -> write(response, 10)),
    AFTER_20_KIB("throws after 20 KiB of output", (request, response) -> write(response, 20));

    private final String sentence;
    private final Act before;

    PartialOutputFault(String sentence, Act before) {
        this.sentence = sentence;
        this.before = before;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Outcome outcome() {
        return ANSWER_500;
    }

    @Override
    public Act act() {
        return (request, response) -> {
            before.on(request, response);
            throw new IllegalStateException(Secret.MESSAGE);
        };
    }

    private static void write(HttpServletResponse response, int kibibytes) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        for (int i = 0; i < kibibytes; i++) {
            response.getOutputStream().write(Filler.bytes(1024));
        }
    }
}
