/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

/** A problem as plain text, for people at a terminal. */
final class ProblemText {
    private ProblemText() {}

    static String of(Problem problem) {
        StringBuilder text = new StringBuilder(256);
        text.append(problem.status()).append(' ').append(problem.title()).append("\n\n");
        text.append(problem.detail()).append("\n\n");
        text.append("Incident: ").append(problem.incident()).append('\n');
        if (problem.retryAfterSeconds() >= 0) {
            text.append("Try again in: ").append(problem.retryAfterSeconds()).append(" s\n");
        }
        if (problem.traceId() != null) {
            text.append("Trace: ").append(problem.traceId()).append('\n');
        }
        text.append("\nIf it happens again, please tell the people who run this service, and quote the incident.\n");
        return text.toString();
    }
}
