/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** A request whose body cannot be read: it fails for the first request, and is somebody else's to read for the second. */
public final class FailingBodyFilter implements Filter {
    private boolean failed;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Exception failure = failed ? new IllegalStateException("a read listener is set") : new IOException("reset");
        failed = true;
        ServletInputStream stream = mock(ServletInputStream.class);
        when(stream.available()).thenThrow(failure);
        chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public ServletInputStream getInputStream() {
                        return stream;
                    }
                },
                response);
    }
}
