/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the agent which thread works for which request, so that it can follow the tasks that the request hands over to others. Without an agent nothing
 * happens here; with one a request costs two looks at a thread-local, and no allocation but for the first of a thread.
 *
 * <p>Safe for use by many threads.
 */
final class FollowedTasks {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedTasks.class);
    private static final int REQUEST = 0;
    private static final int FOLLOWED = 1;
    private static final int ENTRY_LENGTH = 3;

    private final @Nullable ThreadLocal<@Nullable Object @Nullable []> entries;

    /** @param entries of the bridge; null if nobody follows tasks */
    FollowedTasks(@Nullable ThreadLocal<@Nullable Object @Nullable []> entries) {
        this.entries = entries;
    }

    /**
     * The calling thread works for a request from here on.
     *
     * @return what {@link #end} wants; null if nothing is to be ended
     */
    @Nullable
    Object @Nullable [] begin(GuardedRequest request) {
        ThreadLocal<@Nullable Object @Nullable []> all = entries;
        if (all == null) {
            return null;
        }
        Object[] entry = all.get();
        if (entry == null) {
            entry = new Object[ENTRY_LENGTH];
            all.set(entry);
        } else if (entry[REQUEST] != null) {
            // Within another application's request.
            return null;
        }
        entry[REQUEST] = request;
        return entry;
    }

    /**
     * ... until here.
     *
     * @param cycle that goes on without the thread, or null if the request is over
     */
    static void end(@Nullable Object @Nullable [] entry, @Nullable GuardedAsyncContext cycle) {
        if (entry == null) {
            return;
        }
        Runnable followed = (Runnable) entry[FOLLOWED];
        entry[REQUEST] = null;
        entry[FOLLOWED] = null;
        if (followed == null) {
            return;
        }
        if (cycle != null) {
            cycle.follow(followed);
        }
        tell(followed, cycle == null || cycle.isOver());
    }

    /** The thread has left, or the request is over too. */
    private static void tell(Runnable followed, boolean over) {
        try {
            followed.run();
            if (over) {
                followed.run();
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.error("the agent failed to follow a request's tasks; the request goes on as without", e);
        }
    }
}
