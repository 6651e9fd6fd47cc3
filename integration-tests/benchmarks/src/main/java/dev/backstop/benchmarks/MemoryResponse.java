/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response that is used again and again, as containers do. It forgets headers. Allocates nothing. */
final class MemoryResponse extends HttpServletResponseWrapper {
    static final int BUFFER_SIZE = 32 * 1024;

    private final MemoryStream stream = new MemoryStream();
    private final MemoryWriter text = new MemoryWriter();
    private final PrintWriter writer = new PrintWriter(text);
    private int status = SC_OK;
    private boolean committed;
    private @Nullable String contentType;

    MemoryResponse() {
        super(Absent.of(HttpServletResponse.class));
    }

    /** Makes it new, for the next request. */
    void recycle() {
        committed = false;
        reset();
    }

    /** Bytes and characters written. */
    int count() {
        return stream.count() + text.count();
    }

    @Override
    public void reset() {
        status = SC_OK;
        contentType = null;
        resetBuffer();
    }

    @Override
    public void resetBuffer() {
        stream.clear();
        text.clear();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public void flushBuffer() {
        committed = true;
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public int getBufferSize() {
        return BUFFER_SIZE;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public @Nullable String getContentType() {
        return contentType;
    }

    @Override
    public void setContentType(@Nullable String type) {
        contentType = type;
    }

    @Override
    public void setContentLength(int length) {
        // Forgotten, as all headers.
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        // Forgotten, as all headers.
    }

    @Override
    public boolean containsHeader(String name) {
        return false;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return List.of();
    }

    @Override
    public Collection<String> getHeaderNames() {
        return List.of();
    }
}
