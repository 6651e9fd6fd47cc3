/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What few responses need to remember, kept aside so that the others need not pay for it. Several threads may use it. */
final class Aside {
    /** The failure that showed that the client is gone. */
    volatile @Nullable IOException clientGone;

    /** The asynchronous cycle that goes on, or null. */
    volatile @Nullable GuardedAsyncContext async;

    /** The one before it, whose listeners want to hear of the next. */
    volatile @Nullable GuardedAsyncContext dispatchedAsync;

    /** Why the response must not go out as it is. */
    volatile @Nullable String refused;

    /** The same, because of the status that was set last. */
    volatile @Nullable String refusedStatus;

    /** Whether bytes are read or written by listeners, without blocking. */
    volatile boolean nonBlocking;

    /** Whether Backstop interrupted the request's thread. */
    volatile boolean interrupted;

    /** Whether filters further out wrapped it once more when it was dispatched. */
    volatile boolean dispatchedWrapped;

    /** When that one was dispatched, by the wheel's clock; only if there is one. */
    volatile int dispatchMillis;

    /** How long this request may take, in milliseconds; 0 for as long as it likes, less than that for as long as any. */
    volatile int deadlineMillis = Deadlines.USUAL;

    /** The application's {@code Trailer} field, until there are trailers. */
    volatile @Nullable String trailer;
}
