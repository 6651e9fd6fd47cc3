/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.weaving.Hook;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the web applications over that ran before the agent was attached, each at its next request. A request of one that is known costs
 * a look through the few that there are. Safe for use by many threads.
 */
abstract class Arriving implements Hook {
    private final InContainer container;
    /** Replaced as a whole, and weak: applications come and go. */
    private volatile WeakReference<?>[] known = {};

    Arriving(InContainer container) {
        this.container = container;
    }

    /** The application of the request for which the method is called, or null. */
    abstract @Nullable Object application(@Nullable Object self, @Nullable Object[] arguments)
            throws ReflectiveOperationException;

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments)
            throws ReflectiveOperationException {
        Object application = application(self, arguments);
        if (application != null && !isKnown(application)) {
            takeOver(application);
        }
        return null;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isKnown(Object application) {
        for (WeakReference<?> one : known) {
            if (one.get() == application) {
                return true;
            }
        }
        return false;
    }

    private synchronized void takeOver(Object application) throws ReflectiveOperationException {
        if (isKnown(application)) {
            return;
        }
        // Before, because what fails once would fail at each request.
        WeakReference<?>[] more = new WeakReference<?>[known.length + 1];
        int count = 0;
        for (WeakReference<?> one : known) {
            if (one.get() != null) {
                more[count++] = one;
            }
        }
        more[count++] = new WeakReference<>(application);
        known = Arrays.copyOf(more, count);
        container.install(application, true);
    }
}
