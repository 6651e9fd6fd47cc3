/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import java.util.Locale;

/**
 * What became of the database, from the application's side. Of several in one chain the first in this order counts: what the
 * database said goes before what the connection to it did, and that before a pool that only saw its own time run out.
 */
public enum FailureKind {
    /** Two transactions waited for each other, and this one was given up for the other. */
    DEADLOCK,
    /** The transaction cannot be serialised with another one; the same again may succeed. */
    SERIALIZATION_FAILURE,
    /** Another transaction held the lock for too long, or at all where waiting was not wanted. */
    LOCK_TIMEOUT,
    /** It takes no changes: a replica, or a primary that is one no longer. */
    READ_ONLY,
    /** It has no room for more data. */
    DISK_FULL,
    /** It is starting or stopping. */
    UNAVAILABLE,
    /** It has too many connections, or too little of something else. */
    OVERLOADED,
    /** The statement took too long and was cancelled, or nothing more was heard of it. */
    QUERY_TIMEOUT,
    /** No connection could be made. */
    CONNECT_FAILED,
    /** A connection that there was is gone. */
    CONNECTION_LOST,
    /** The pool had no connection to give in time. */
    POOL_EXHAUSTED;

    /** As the log has it, such as {@code query-timeout}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
