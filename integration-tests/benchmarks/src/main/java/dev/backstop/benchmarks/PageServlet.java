/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.CompilerControl;

/** Writes one {@link Page} in pieces, as templates do. Allocates nothing itself. */
final class PageServlet extends GenericServlet {
    /** Without a stack: what is measured is the answer. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Thrown() {
            super("thrown by the benchmark", null, false, false);
        }
    }

    static final String CONTENT_TYPE = "text/html;charset=UTF-8";

    private static final long serialVersionUID = 1L;
    private static final int PIECE = 1024;

    private final Page page;
    private final transient String text;
    private final transient byte[] bytes;

    PageServlet(Page page) {
        this.page = page;
        this.text = "x".repeat(page.size());
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Never inlined: an application is too large for that, so what a filter hands to it is allocated in earnest. */
    @Override
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    public void service(ServletRequest request, ServletResponse response) throws IOException {
        switch (page.by()) {
            case STREAM -> writeBytes(response);
            case WRITER -> writeText(response);
            case NOTHING -> throw new Thrown();
        }
    }

    private void writeBytes(ServletResponse response) throws IOException {
        response.setContentType(CONTENT_TYPE);
        ServletOutputStream stream = response.getOutputStream();
        for (int from = 0; from < bytes.length; from += PIECE) {
            stream.write(bytes, from, Math.min(PIECE, bytes.length - from));
        }
        if (page.flushes()) {
            stream.flush();
        }
    }

    private void writeText(ServletResponse response) throws IOException {
        response.setContentType(CONTENT_TYPE);
        PrintWriter writer = response.getWriter();
        for (int from = 0; from < bytes.length; from += PIECE) {
            writer.write(text, from, Math.min(PIECE, bytes.length - from));
        }
        if (page.flushes()) {
            writer.flush();
        }
    }
}
