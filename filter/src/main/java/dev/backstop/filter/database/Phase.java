/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

/** What the application was about when it failed, where that is known: it tells a connection that was never made from one that broke. */
public enum Phase {
    UNKNOWN,
    /** It asked a driver or a pool for a connection. */
    CONNECTING,
    /** It had one, and used it. */
    EXECUTING
}
