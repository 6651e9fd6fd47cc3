/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.Log;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the filter in front of the web applications of one kind of container. Safe for use by many threads. */
abstract class InContainer {
    /** The filter's name in the web application. */
    static final String NAME = "backstop-agent";

    /** All that a filter can be called for. */
    static final List<String> DISPATCHER_TYPES = List.of("REQUEST", "FORWARD", "INCLUDE", "ASYNC", "ERROR");

    private final String container;
    private final FilterSource filters;
    private final List<String> excluded;

    /** @param excluded context paths of web applications that shall have no filter; the root's is a slash */
    InContainer(String container, FilterSource filters, List<String> excluded) {
        this.container = container;
        this.filters = filters;
        this.excluded = List.copyOf(excluded);
    }

    /**
     * Puts the filter in front of all others, unless the application has it, or shall not have it.
     *
     * @param application what this kind of container has of a web application
     * @param runs whether it serves requests already
     */
    final void install(Object application, boolean runs) throws ReflectiveOperationException {
        filters.applicationFound();
        String path = path(application);
        if (excluded.contains(path.isEmpty() ? "/" : path)) {
            return;
        }
        Object there = filter(application);
        if (there == null) {
            there = filters.filter(application.getClass().getClassLoader());
            add(application, there, runs);
        } else if (!isBackstop(there.getClass().getName()) || !filters.resume(there)) {
            return;
        }
        Log.line("the filter is in front of the web application at '" + (path.isEmpty() ? "/" : path) + "' ("
                + container + ")");
    }

    /** The application's context path, empty for the root's. */
    abstract String path(Object application) throws ReflectiveOperationException;

    /**
     * The Backstop filter that is there already.
     *
     * @return an agent's own, from an earlier start of the application or from an agent that was detached; any object for the application's;
     *     null if there is none
     */
    abstract @Nullable Object filter(Object application) throws ReflectiveOperationException;

    /** Puts it there. */
    abstract void add(Object application, Object filter, boolean runs) throws ReflectiveOperationException;

    static boolean isBackstop(@Nullable Object filterClassName) {
        return FilterSource.FILTER_CLASS.equals(filterClassName);
    }
}
