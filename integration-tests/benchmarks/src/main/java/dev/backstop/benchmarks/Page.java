/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

/** What the application of the benchmarks does with a request. Public because JMH's generated code sets it. */
public enum Page {
    HELLO("/hello", 200, By.STREAM, false),
    PAGE("/page", 8 * 1024, By.STREAM, false),
    LARGE("/large", 24 * 1024, By.STREAM, false),
    WRITTEN("/written", 8 * 1024, By.WRITER, false),
    /** As Spring MVC does with JSON. */
    FLUSHED("/flushed", 8 * 1024, By.STREAM, true),
    /** As template engines do. */
    WRITTEN_AND_FLUSHED("/written-and-flushed", 8 * 1024, By.WRITER, true),
    /** Not healthy: shows what an answer costs. */
    THROWN("/thrown", 0, By.NOTHING, false);

    enum By {
        STREAM,
        WRITER,
        NOTHING
    }

    private final String path;
    private final int size;
    private final By by;
    private final boolean flushes;

    Page(String path, int size, By by, boolean flushes) {
        this.path = path;
        this.size = size;
        this.by = by;
        this.flushes = flushes;
    }

    String path() {
        return path;
    }

    /** The length of its body in bytes. */
    int size() {
        return size;
    }

    By by() {
        return by;
    }

    /** Whether it flushes at its end. */
    boolean flushes() {
        return flushes;
    }

    boolean isHealthy() {
        return by != By.NOTHING;
    }

    /** Such as {@code /page: 8192 B by stream}. */
    String sentence() {
        if (!isHealthy()) {
            return path + ": throws";
        }
        String how = by == By.STREAM ? "stream" : "writer";
        return path + ": " + size + " B by " + how + (flushes ? ", flushed at its end" : "");
    }
}
