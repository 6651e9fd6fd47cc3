/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import dev.backstop.filter.incident.Fault.UncaughtException;
import java.time.Duration;

/** Incidents to report, and texts that try to forge a line of the log. */
final class Incidents {
    static final String ID = "01k4qz7xw-8m2c5v9e";

    /** What ends a line, here or there, or moves the cursor of a terminal. */
    static final String[] SEPARATORS = {
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\u000b",
        "\f",
        "\u0000",
        "\b",
        "\u001b[2J\u001b[1;1H",
        "\u007f",
        "\u0085",
        "\u009b31m",
        "\u2028",
        "\u2029"
    };

    private Incidents() {}

    static Incident of(Throwable cause) {
        return of(new UncaughtException(cause), Outcome.ANSWERED);
    }

    static Incident of(Fault fault, Outcome outcome) {
        return new Incident(ID, fault, outcome, 500, "GET", "/orders/7", Duration.ofMillis(12));
    }

    static Incident of(String method, String path) {
        return new Incident(
                ID,
                new UncaughtException(failureAt("Orders", 42)),
                Outcome.ANSWERED,
                500,
                method,
                path,
                Duration.ofMillis(12));
    }

    /** An exception that was thrown at a line of a class. */
    static RuntimeException failureAt(String type, int line) {
        RuntimeException failure = new IllegalStateException("no such order");
        failure.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("shop." + type, "total", type + ".java", line)});
        return failure;
    }
}
