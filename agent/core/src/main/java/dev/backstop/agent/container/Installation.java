/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.Log;
import java.util.List;

/** What is the same in every container: whether a web application gets the filter, and what is said of it. Safe for use by many threads. */
final class Installation {
    /** The filter's name in the web application. */
    static final String NAME = "backstop-agent";

    /** All that a filter can be called for. */
    static final List<String> DISPATCHER_TYPES = List.of("REQUEST", "FORWARD", "INCLUDE", "ASYNC", "ERROR");

    private final FilterSource filters;
    private final List<String> excluded;

    Installation(FilterSource filters, List<String> excluded) {
        this.filters = filters;
        this.excluded = List.copyOf(excluded);
    }

    /** Whether the web application shall be left alone. The root's context path is empty, or a slash in the settings. */
    boolean isExcluded(String contextPath) {
        return excluded.contains(contextPath.isEmpty() ? "/" : contextPath);
    }

    /** Whether a filter that the application has is Backstop's: there, or from an earlier start of the same application. */
    static boolean isBackstop(Object filterClassName) {
        return FilterSource.FILTER_CLASS.equals(filterClassName);
    }

    Object filter(Object container) throws ReflectiveOperationException {
        return filters.filter(container.getClass().getClassLoader());
    }

    void tell(String container, String contextPath) {
        Log.line("the filter is in front of the web application at '" + (contextPath.isEmpty() ? "/" : contextPath)
                + "' (" + container + ")");
    }
}
