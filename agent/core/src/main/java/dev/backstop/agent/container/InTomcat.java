/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.weaving.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat 10.1 and 11, also embedded: before {@code StandardContext.filterStart}, when descriptors, initializers and listeners have added
 * their filters and none is initialised.
 */
final class InTomcat implements Hook {
    private static final String DESCRIPTORS = "org.apache.tomcat.util.descriptor.web.";

    private final Installation installation;

    InTomcat(Installation installation) {
        this.installation = installation;
    }

    @Override
    public @Nullable Object enter(@Nullable Object context, @Nullable Object[] arguments)
            throws ReflectiveOperationException {
        if (context == null) {
            return null;
        }
        String path = (String) Reflection.get(context, "getPath");
        if (!installation.isExcluded(path) && !hasFilter(context)) {
            add(context);
            installation.tell("Tomcat", path);
        }
        return null;
    }

    private static boolean hasFilter(Object context) throws ReflectiveOperationException {
        for (Object definition : (Object[]) Reflection.get(context, "findFilterDefs")) {
            Object filter = Reflection.call(definition, "getFilter");
            if (Installation.isBackstop(Reflection.call(definition, "getFilterClass"))
                    || (filter != null
                            && Installation.isBackstop(filter.getClass().getName()))) {
                return true;
            }
        }
        return false;
    }

    private void add(Object context) throws ReflectiveOperationException {
        Object definition = Reflection.make(context, DESCRIPTORS + "FilterDef");
        Reflection.call(definition, "setFilterName", Installation.NAME);
        Reflection.call(definition, "setFilterClass", FilterSource.FILTER_CLASS);
        Reflection.call(definition, "setFilter", installation.filter(context));
        Reflection.call(definition, "setAsyncSupported", "true");
        Object map = Reflection.make(context, DESCRIPTORS + "FilterMap");
        Reflection.call(map, "setFilterName", Installation.NAME);
        Reflection.call(map, "addURLPattern", "/*");
        for (String type : Installation.DISPATCHER_TYPES) {
            Reflection.call(map, "setDispatcher", type);
        }
        Reflection.call(context, "addFilterDef", definition);
        // There is a way to add one at the beginning, but it means the end of those that were added that way.
        Object[] others = (Object[]) Reflection.get(context, "findFilterMaps");
        for (Object other : others) {
            Reflection.call(context, "removeFilterMap", other);
        }
        Reflection.call(context, "addFilterMap", map);
        for (Object other : others) {
            Reflection.call(context, "addFilterMap", other);
        }
    }
}
