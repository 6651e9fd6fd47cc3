/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that says {@code Expect: 100-continue}: notes whether the application has touched the body, which is what makes the
 * container tell the client to send it. Only such requests are wrapped.
 */
final class ExpectingRequest extends GuardedRequest {
    private boolean read;

    ExpectingRequest(HttpServletRequest request, GuardedResponse response) {
        super(request, response);
    }

    @Override
    boolean isWaiting() {
        return !read;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        read = true;
        return super.getInputStream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        read = true;
        return super.getReader();
    }

    @Override
    public @Nullable String getParameter(String name) {
        read = true;
        return super.getParameter(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        read = true;
        return super.getParameterMap();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        read = true;
        return super.getParameterNames();
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        read = true;
        return super.getParameterValues(name);
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        read = true;
        return super.getParts();
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, ServletException {
        read = true;
        return super.getPart(name);
    }
}
