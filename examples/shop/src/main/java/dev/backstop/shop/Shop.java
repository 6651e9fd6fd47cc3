/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop;

import java.util.List;

/** The application's table of contents; its order is the page's and the table's. */
public final class Shop {

    public static final List<Scenario> SCENARIOS = List.of(
            Scenario.of(
                            "exception",
                            "Uncaught exception",
                            "A servlet throws a RuntimeException before it has written anything.",
                            500,
                            Breakage::exception)
                    .keepingSecret(Breakage.CUSTOMER),
            Scenario.of(
                            "out-of-memory",
                            "OutOfMemoryError",
                            "A servlet asks for one array that is larger than any heap.",
                            503,
                            Breakage::outOfMemory)
                    .keepingSecret("array size exceeds"),
            Scenario.of(
                    "stack-overflow",
                    "StackOverflowError",
                    "The code walks up a tree in which a node is its own parent.",
                    500,
                    Breakage::stackOverflow),
            Scenario.of(
                            "half-page",
                            "Half a page, then a throw",
                            "Half a gzipped page is written, public and with an ETag; then the code throws.",
                            500,
                            Breakage::halfPage)
                    .keepingSecret(Breakage.CUSTOMER),
            Scenario.of(
                            "early-flush",
                            "Eager flush, then a throw",
                            "Half a page is written and flushed; then the code throws.",
                            500,
                            Breakage::earlyFlush)
                    .keepingSecret(Breakage.CUSTOMER),
            Scenario.of(
                            "sql-error",
                            "Failed query",
                            "A transaction loses a deadlock; the exception’s message holds the statement and the server’s name.",
                            503,
                            Breakage::sqlError)
                    .keepingSecret(Breakage.DATABASE),
            Scenario.of(
                            "send-error",
                            "sendError with a secret",
                            "The code calls sendError(500, text) with a text that was meant for a log.",
                            500,
                            Breakage::sendError)
                    .keepingSecret(Breakage.DATABASE),
            Scenario.of(
                    "bare-status",
                    "setStatus(500), no body",
                    "The code sets the status 500 and returns without a body.",
                    500,
                    Breakage::bareStatus),
            Scenario.of(
                            "unread-upload",
                            "Unread upload",
                            "The code throws before it has read any of a POST of 1.5 MiB.",
                            500,
                            Breakage::exception)
                    .keepingSecret(Breakage.CUSTOMER)
                    .uploading(3 << 19),
            Scenario.of(
                            "too-late",
                            "Throw after 1 MiB",
                            "An export has sent 1 MiB when the code throws: too late for another answer.",
                            500,
                            Breakage::tooLate)
                    .keepingSecret(Breakage.CUSTOMER)
                    .promising(Promise.BROKEN_OFF),
            Scenario.of(
                            "unavailable",
                            "UnavailableException",
                            "The code says that it is out of service for 30 seconds.",
                            503,
                            Breakage::unavailable)
                    .keepingSecret(Breakage.DATABASE),
            Scenario.of(
                    "hang",
                    "A query that hangs",
                    "The code waits for longer than the proxy does; its thread is still busy when the client has its answer.",
                    503,
                    Breakage::hang),
            Scenario.of(
                    "lost-task",
                    "A task that is lost",
                    "An asynchronous request goes to a thread that dies; nobody completes it.",
                    503,
                    Breakage::lostTask),
            Scenario.of(
                    "bad-status",
                    "A status that is none",
                    "The code copies a status of 0 from another service that it could not reach.",
                    500,
                    Breakage::badStatus),
            Scenario.of(
                            "own-error",
                            "The application’s own error",
                            "The code answers 500 with JSON of its own: that is left alone.",
                            500,
                            OwnPages::error)
                    .promising(Promise.UNTOUCHED),
            Scenario.of(
                            "healthy",
                            "A healthy page",
                            "Nothing is wrong: the page must be the same on all sides.",
                            200,
                            OwnPages::product)
                    .promising(Promise.UNTOUCHED));

    private Shop() {}
}
