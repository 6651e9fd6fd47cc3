/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * One fault that happened to one request.
 *
 * @param id the id that the client sees
 * @param status the status that the client was given, as far as Backstop knows
 * @param method the request's method as it was sent, not escaped
 * @param path the request's path as it was sent, without query and path parameters, not escaped
 * @param duration from the filter's entry to the fault
 */
public record Incident(
        String id, Fault fault, Outcome outcome, int status, String method, String path, Duration duration) {
    public Incident {
        requireNonNull(id, "id");
        requireNonNull(fault, "fault");
        requireNonNull(outcome, "outcome");
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(duration, "duration");
    }
}
