/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page that goes well: how large it is, and how it is written. */
record Page(int size, Output output, Habit habit) implements Behaviour {

    /** What it is written with. */
    enum Output {
        STREAM,
        WRITER
    }

    /** What it does beside writing. */
    enum Habit {
        NONE,
        FLUSH_IN_THE_MIDDLE,
        FLUSH_AT_THE_END,
        TELL_THE_LENGTH
    }

    private static final List<Integer> SIZES = List.of(600, 8 * 1024, 100 * 1024);
    private static final int BLOCK = 500;

    static List<Page> all() {
        List<Page> pages = new ArrayList<>();
        for (int size : SIZES) {
            for (Output output : Output.values()) {
                for (Habit habit : Habit.values()) {
                    pages.add(new Page(size, output, habit));
                }
            }
        }
        return pages;
    }

    @Override
    public String path() {
        return ("/page/" + size + '-' + output + '-' + habit).toLowerCase(Locale.ROOT);
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("X-Page", path());
        if (habit == Habit.TELL_THE_LENGTH) {
            response.setContentLength(size);
        }
        int middle = habit == Habit.FLUSH_IN_THE_MIDDLE ? size / 2 : -1;
        for (int at = 0; at < size; at += BLOCK) {
            if (middle >= at && middle < at + BLOCK) {
                response.flushBuffer();
            }
            write(response, text(at, Math.min(size, at + BLOCK)));
        }
        if (habit == Habit.FLUSH_AT_THE_END) {
            response.flushBuffer();
        }
    }

    private void write(HttpServletResponse response, String text) throws IOException {
        if (output == Output.STREAM) {
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } else {
            response.getWriter().write(text);
        }
    }

    /** As many bytes as characters, and each page begins the same. */
    static String text(int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            text.append(i % 80 == 79 ? '\n' : (char) ('a' + i * i % 26));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return path();
    }
}
