/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is left of a container when everything but filter and servlet is taken away. For one thread. */
final class MemoryServer {
    private final MemoryRequest request;
    private final MemoryResponse response = new MemoryResponse();
    private final @Nullable Filter filter;
    private final FilterChain end;

    /** Has the variant's filter started, and shown that it does its work. */
    MemoryServer(Variant variant, Page page) throws IOException, ServletException {
        this.request = new MemoryRequest(page.path());
        this.filter = variant.filter();
        this.end = new PageServlet(page)::service;
        if (filter != null) {
            filter.init(new MemoryConfig(variant.initParameters()));
        }
        requireHealthy(page);
        if (variant.isBackstop()) {
            requireAnswer();
        }
    }

    /** Takes the request through the variant's filter to the page; returns how much was written. */
    int get() throws IOException, ServletException {
        try {
            return get(end);
        } catch (PageServlet.Thrown e) {
            return 0;
        }
    }

    private int get(FilterChain chain) throws IOException, ServletException {
        response.recycle();
        if (filter == null) {
            chain.doFilter(request, response);
        } else {
            filter.doFilter(request, response, chain);
        }
        return response.count();
    }

    void stop() {
        if (filter != null) {
            filter.destroy();
        }
    }

    private void requireHealthy(Page page) throws IOException, ServletException {
        if (page.isHealthy() && get() != page.size()) {
            throw new IllegalStateException("%s wrote %d".formatted(page.sentence(), response.count()));
        }
    }

    /** A Backstop that could not start lets everything pass, which would be very fast. */
    private void requireAnswer() throws IOException, ServletException {
        get(new PageServlet(Page.THROWN)::service);
        if (response.getStatus() < 500 || response.count() == 0) {
            throw new IllegalStateException("the filter does not work");
        }
    }
}
