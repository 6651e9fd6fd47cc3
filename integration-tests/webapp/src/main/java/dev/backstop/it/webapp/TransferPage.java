/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Pages that are about how their bytes travel. */
public enum TransferPage implements Page {
    DOWNLOAD((request, response) -> {
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"ledger.zip\"");
        response.setContentLength(64 * 1024);
        response.getOutputStream().write(Filler.bytes(64 * 1024));
    }),
    CHUNKED_10_MIB((request, response) -> {
        response.setContentType("application/octet-stream");
        byte[] block = Filler.bytes(64 * 1024);
        for (int i = 0; i < 160; i++) {
            response.getOutputStream().write(block);
        }
    }),
    GZIP((request, response) -> {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(Filler.bytes(20_000));
        }
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("Content-Encoding", "gzip");
        response.getOutputStream().write(zipped.toByteArray());
    }),
    /** The bytes from 100 to 199 for whoever asks for a range, whichever; all thousand for others. */
    RANGE((request, response) -> {
        response.setContentType("application/octet-stream");
        response.setHeader("Accept-Ranges", "bytes");
        if (request.getHeader("Range") == null) {
            response.setContentLength(1000);
            response.getOutputStream().write(Filler.bytes(1000));
        } else {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes 100-199/1000");
            response.setContentLength(100);
            response.getOutputStream().write(Filler.bytes(200), 100, 100);
        }
    }),
    /** Each event is flushed, and only when it had time to arrive comes the next. */
    SSE((request, response) -> {
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        for (int i = 1; i <= 3; i++) {
            if (i > 1) {
                Slowness.pause(300);
            }
            response.getOutputStream().print("data: event " + i + "\n\n");
            response.flushBuffer();
        }
    }),
    /** A page that needs a moment in the middle: what was flushed first must not wait for the rest. */
    SLOW_STREAM((request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().print("first ");
        response.flushBuffer();
        Slowness.pause(400);
        response.getOutputStream().print("second");
    }),
    /** Reads all before it answers: Caddy stops reading the request when the response begins. */
    ECHO((request, response) -> {
        byte[] body = request.getInputStream().readAllBytes();
        response.setContentType("application/octet-stream");
        response.getOutputStream().write(body);
    }),
    /** What {@code HttpServlet} makes of any method that it knows: OPTIONS and TRACE have a default. */
    ANY_METHOD((request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        count(response, request.getInputStream().readAllBytes().length);
    });

    private final Act act;

    TransferPage(Act act) {
        this.act = act;
    }

    @Override
    public Act act() {
        return act;
    }

    private static void count(HttpServletResponse response, int bytes) throws IOException {
        response.getWriter().print("read " + bytes + " bytes");
    }
}
