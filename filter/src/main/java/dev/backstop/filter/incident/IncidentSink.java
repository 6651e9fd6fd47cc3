/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

/** Where incidents go. Implementations are safe for use by many threads. */
public interface IncidentSink {
    /** Takes an incident. What is done of it may fail; the caller's answer is on its way by then. */
    void report(Incident incident);

    /**
     * Takes note of a client that went away before its response was complete: no incident.
     *
     * @param method the request's method as it was sent, not escaped
     * @param path the request's path as it was sent, not escaped
     */
    void clientGone(String method, String path, Throwable cause);
}
