/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

/**
 * A problem as plain text, for people at a terminal: of a value, control characters become U+FFFD, so that no escape sequence gets
 * there, and ends of lines become spaces.
 */
final class ProblemText {
    private static final String ADVICE =
            "If it happens again, please tell the people who run this service, and quote the incident.\n";

    private final StringBuilder text = new StringBuilder(384);

    private ProblemText() {}

    static String of(Problem problem) {
        ProblemText writer = new ProblemText();
        writer.text.append(problem.status()).append(' ');
        writer.value(problem.title()).append("\n\n");
        writer.value(problem.detail()).append("\n\n");
        writer.text.append("Incident: ");
        writer.value(problem.incident()).append('\n');
        if (problem.retryAfterSeconds() >= 0) {
            writer.text
                    .append("Try again in: ")
                    .append(problem.retryAfterSeconds())
                    .append(" s\n");
        }
        if (problem.traceId() != null) {
            writer.text.append("Trace: ");
            writer.value(problem.traceId()).append('\n');
        }
        return writer.text.append('\n').append(ADVICE).toString();
    }

    private StringBuilder value(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || c == '\t') {
                text.append(' ');
            } else {
                text.append(Character.isISOControl(c) || Surrogates.isLone(value, i) ? Surrogates.REPLACEMENT : c);
            }
        }
        return text;
    }
}
