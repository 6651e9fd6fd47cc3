/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

import static dev.backstop.it.webapp.Fault.Outcome.BREAK_OFF;

/** Throws when bytes are on the wire and nothing can be taken back. */
public enum TooLateFault implements Fault {
    TOO_LATE_AFTER_100_KIB("throws after 100 KiB", (request, response) -> write(response, 100)),
    TOO_LATE_AFTER_10_MIB("throws after 10 MiB, chunked", (request, response) -> write(response, 10 * 1024)),
    TOO_LATE_AFTER_SLOW_STREAM("throws after a flushed chunk, 300 ms, and another chunk", (request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(Filler.bytes(512));
        response.flushBuffer();
        Slowness.pause(300);
        response.getOutputStream().write(Filler.bytes(512));
        response.flushBuffer();
    }),
    TOO_LATE_AFTER_SSE_EVENT("throws after one server-sent event", (request, response) -> {
        response.setContentType("text/event-stream;charset=utf-8");
        response.getOutputStream().print("data: one\n\n");
        response.flushBuffer();
    }),
    TOO_LATE_WITH_CONTENT_LENGTH("throws after half of a declared 1 MiB", (request, response) -> {
        response.setContentLength(1024 * 1024);
        write(response, 512);
    }),
    TOO_LATE_OUT_OF_MEMORY("exhausts the heap after 100 KiB", (request, response) -> {
        write(response, 100);
        Exhaustion.fillHeap();
    });

    private final String sentence;
    private final Act before;

    TooLateFault(String sentence, Act before) {
        this.sentence = sentence;
        this.before = before;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Outcome outcome() {
        return BREAK_OFF;
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
        byte[] kibibyte = Filler.bytes(1024);
        for (int i = 0; i < kibibytes; i++) {
            response.getOutputStream().write(kibibyte);
        }
    }
}
