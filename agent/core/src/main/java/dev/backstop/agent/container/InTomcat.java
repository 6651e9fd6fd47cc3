/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tomcat 10.1 and 11, also embedded. A web application is a {@code StandardContext}. */
final class InTomcat extends InContainer {
    private static final String DESCRIPTORS = "org.apache.tomcat.util.descriptor.web.";

    InTomcat(FilterSource filters, List<String> excluded) {
        super("Tomcat", filters, excluded);
    }

    @Override
    String path(Object context) throws ReflectiveOperationException {
        return (String) Reflection.get(context, "getPath");
    }

    @Override
    @Nullable
    Object filter(Object context) throws ReflectiveOperationException {
        for (Object definition : (Object[]) Reflection.get(context, "findFilterDefs")) {
            Object filter = Reflection.call(definition, "getFilter");
            if (isBackstop(Reflection.call(definition, "getFilterClass"))
                    || (filter != null && isBackstop(filter.getClass().getName()))) {
                return NAME.equals(Reflection.call(definition, "getFilterName")) && filter != null
                        ? filter
                        : definition;
            }
        }
        return null;
    }

    @Override
    void add(Object context, Object filter, boolean runs) throws ReflectiveOperationException {
        Object definition = Reflection.make(context, DESCRIPTORS + "FilterDef");
        Reflection.call(definition, "setFilterName", NAME);
        Reflection.call(definition, "setFilterClass", FilterSource.FILTER_CLASS);
        Reflection.call(definition, "setFilter", filter);
        Reflection.call(definition, "setAsyncSupported", "true");
        Reflection.call(context, "addFilterDef", definition);
        if (runs) {
            initialise(context, definition);
        }
        addMap(context);
    }

    private static void addMap(Object context) throws ReflectiveOperationException {
        Object map = Reflection.make(context, DESCRIPTORS + "FilterMap");
        Reflection.call(map, "setFilterName", NAME);
        Reflection.call(map, "addURLPattern", "/*");
        for (String type : DISPATCHER_TYPES) {
            Reflection.call(map, "setDispatcher", type);
        }
        // There is a way to add one at the beginning, but it means the end of those that were added that way. So all
        // are
        // taken out; the first one stays until ours is there, or a request could meet an application without filters.
        Object[] others = (Object[]) Reflection.get(context, "findFilterMaps");
        Reflection.call(context, "addFilterMap", map);
        for (Object other : others) {
            Reflection.call(context, "addFilterMap", other);
            Reflection.call(context, "removeFilterMap", other);
        }
    }

    /** As {@code StandardContext.filterStart} does. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void initialise(Object context, Object definition) throws ReflectiveOperationException {
        Constructor<?> constructor = Reflection.type(context, "org.apache.catalina.core.ApplicationFilterConfig")
                .getDeclaredConstructor(Reflection.type(context, "org.apache.catalina.Context"), definition.getClass());
        constructor.setAccessible(true);
        Field configs = Reflection.type(context, "org.apache.catalina.core.StandardContext")
                .getDeclaredField("filterConfigs");
        configs.setAccessible(true);
        ((Map) configs.get(context)).put(NAME, constructor.newInstance(context, definition));
    }
}
