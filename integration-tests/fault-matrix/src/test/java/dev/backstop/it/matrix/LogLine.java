/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a container's log. With the filter of the agent's, Jetty's own logging writes it: {@code 2026-11-22 15:09:06.313:WARN
 * :dev.backstop.incident:qtp-18: incident ...}.
 */
final class LogLine {
    private static final Pattern JETTYS = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d [\\d:.]+:([A-Z]+) *:(dev\\.backstop\\.[\\w.]+):[^ ]*: (.*)", Pattern.DOTALL);

    private LogLine() {}

    /** The line as the application's logging has it: {@code WARN dev.backstop.incident - incident ...}. */
    static String plain(String line) {
        Matcher matcher = JETTYS.matcher(line);
        return matcher.matches() ? matcher.group(1) + ' ' + matcher.group(2) + " - " + matcher.group(3) : line;
    }
}
