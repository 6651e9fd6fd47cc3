/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency.site;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is at which path, and what its pages noted about themselves. All paths are below {@code /page}. Safe for use by many threads.
 */
public final class Site {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private volatile Layer layer = (request, response, chain) -> chain.doFilter(request, response);
    private int running;

    /** Puts a page at a path. */
    public Site page(String path, Page page) {
        pages.put(path, page);
        return this;
    }

    /** Puts a filter of the application's own before all pages, for every dispatch. */
    public Site layer(Layer filter) {
        layer = filter;
        return this;
    }

    /** A page notes what it saw: that has to be the same with the filter as without. */
    public synchronized void note(String what, Object value) {
        notes.add(what + ": " + value);
    }

    /** Notes whether an act is refused with an {@link IllegalStateException}. */
    public void noteWhetherRefused(String what, Act act) throws IOException, ServletException {
        try {
            act.run();
            note(what, "allowed");
        } catch (IllegalStateException e) {
            note(what, "refused");
        }
    }

    /** Something that a container may refuse. */
    @FunctionalInterface
    public interface Act {
        void run() throws IOException, ServletException;
    }

    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        // In an include and a forward by name the request still has the path that it came with.
        Object included = request.getAttribute("jakarta.servlet.include.request_uri");
        Page page = pages.get(included == null ? request.getRequestURI() : included.toString());
        if (page == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            page.serve(request, response);
        }
    }

    Layer layer() {
        return layer;
    }

    /** Something begins of which the notes are to be waited for. */
    public synchronized void begin() {
        running++;
    }

    /** It has ended. */
    public synchronized void end() {
        running--;
        notifyAll();
    }

    /** Takes the notes of one request away, as soon as nothing runs any more: pages note what they see after their response, too. */
    public synchronized List<String> takeNotes() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (running > 0) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("still running");
            }
            wait(100);
        }
        List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }
}
