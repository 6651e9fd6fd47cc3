/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Header fields about the connection and the length, which are not an application's to set, or not like this. */
public enum FramingFault implements Fault {
    TRANSFER_ENCODING_CHUNKED(
            "sets Transfer-Encoding: chunked itself", response -> response.setHeader("Transfer-Encoding", "chunked")),
    CONNECTION_OPTION(
            "sets Connection: keep-alive, X-Foo, which would take the page's own X-Foo away",
            Intent.page(Filler.PAGE).with("X-Foo", "bar"),
            response -> {
                response.setHeader("Connection", "keep-alive, X-Foo");
                response.setHeader("X-Foo", "bar");
            }),
    KEEP_ALIVE(
            "sets Keep-Alive: timeout=999, max=1", response -> response.setHeader("Keep-Alive", "timeout=999, max=1")),
    UPGRADE("sets Upgrade: h2c", response -> {
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Upgrade", "h2c");
    }),
    CONTENT_LENGTH_ABC("sets Content-Length: abc", response -> response.setHeader("Content-Length", "abc")),
    CONTENT_LENGTH_NEGATIVE("sets Content-Length: -1", response -> response.setHeader("Content-Length", "-1")),
    CONTENT_LENGTH_SIGNED(
            "sets Content-Length: +5, before 5 bytes",
            Intent.page("12345"),
            response -> response.setHeader("Content-Length", "+5")),
    CONTENT_LENGTH_LIST(
            "sets Content-Length: 5, 5, before 5 bytes",
            Intent.page("12345"),
            response -> response.setHeader("Content-Length", "5, 5")),
    CONTENT_LENGTH_TWICE("adds two Content-Length fields, both wrong", response -> {
        response.addHeader("Content-Length", "5");
        response.addHeader("Content-Length", "7");
    });

    private final String sentence;
    private final Intent intent;
    private final Consumer<HttpServletResponse> fields;

    FramingFault(String sentence, Consumer<HttpServletResponse> fields) {
        this(sentence, Intent.page(Filler.PAGE), fields);
    }

    FramingFault(String sentence, Intent intent, Consumer<HttpServletResponse> fields) {
        this.sentence = sentence;
        this.intent = intent;
        this.fields = fields;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Outcome outcome() {
        return Outcome.CORRECTED;
    }

    @Override
    public Intent intent() {
        return intent;
    }

    @Override
    public Act act() {
        return (request, response) -> {
            response.setContentType("text/plain;charset=utf-8");
            fields.accept(response);
            response.getOutputStream().write(intent.body().getBytes(StandardCharsets.UTF_8));
        };
    }
}
