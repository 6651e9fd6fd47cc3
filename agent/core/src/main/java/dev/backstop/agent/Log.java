/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

/**
 * What the agent says for itself: lines on standard error, because nothing else is there before the application's logging is, and
 * nothing of that may be touched early. Safe for use by many threads.
 */
public final class Log {
    private Log() {}

    /** Says something, in one line. */
    public static void line(String text) {
        System.err.println("backstop: " + text);
    }

    /** Says that something of the agent's own failed, with its stack. */
    public static void failure(String text, Throwable thrown) {
        synchronized (System.err) {
            line(text + ": " + thrown);
            thrown.printStackTrace(System.err);
        }
    }
}
