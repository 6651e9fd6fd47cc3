/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

/** What became of a response that a fault happened to. */
public enum Outcome {
    /** Backstop wrote the whole response. */
    ANSWERED("answered"),
    /** The application's own error page answers. */
    ERROR_PAGE("error-page"),
    /** Too late to answer: the response was broken off, so that its end is not taken for its completion. */
    BROKEN_OFF("broken-off"),
    /** The response was complete before the fault; it stays as it is. */
    ALREADY_COMPLETE("already-complete"),
    /** The fault is the container's to answer, such as a servlet that is unavailable for ever. */
    LEFT_TO_CONTAINER("left-to-container"),
    /** The client was gone when the answer was written. */
    CLIENT_GONE("client-gone"),
    /** What was malformed was put right; the rest of the response is the application's. */
    CORRECTED("corrected"),
    /** Nothing was done but to tell it. */
    REPORTED("reported"),
    /** Backstop failed itself; the application's exception went on to the container. */
    FAILED("failed");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
