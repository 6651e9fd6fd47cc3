/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jetty 12, ee10 and ee11. A web application is a {@code ServletHandler}; one that is initialised itself initialises a filter that comes
 * later at once.
 */
final class InJetty extends InContainer {

    InJetty(FilterSource filters, List<String> excluded) {
        super("Jetty", filters, excluded);
    }

    @Override
    String path(Object handler) throws ReflectiveOperationException {
        return (String) Reflection.get(Reflection.get(handler, "getServletContext"), "getContextPath");
    }

    @Override
    @Nullable
    Object filter(Object handler) throws ReflectiveOperationException {
        for (Object holder : (Object[]) Reflection.get(handler, "getFilters")) {
            if (isBackstop(Reflection.call(holder, "getClassName"))) {
                Object filter = Reflection.call(holder, "getFilter");
                return NAME.equals(Reflection.call(holder, "getName")) && filter != null ? filter : holder;
            }
        }
        return null;
    }

    @Override
    void add(Object handler, Object filter, boolean runs) throws ReflectiveOperationException {
        String classes = packageOf(handler, "ServletHandler");
        Object holder = Reflection.make(handler, classes + "FilterHolder");
        Reflection.call(holder, "setName", NAME);
        Reflection.call(holder, "setFilter", filter);
        Reflection.call(holder, "setAsyncSupported", true);
        Object mapping = Reflection.make(handler, classes + "FilterMapping");
        Reflection.call(mapping, "setFilterName", NAME);
        Reflection.call(mapping, "setPathSpec", "/*");
        setAllDispatcherTypes(handler, mapping);
        Reflection.call(handler, "prependFilter", holder);
        Object[] others = (Object[]) Reflection.get(handler, "getFilterMappings");
        Method set = handler.getClass().getMethod("setFilterMappings", others.getClass());
        set.invoke(handler, Reflection.prepended(mapping, others));
    }

    /** The package of Jetty's own class of that name, of which the application's may be a subclass; with a dot behind. */
    static String packageOf(Object object, String simpleName) {
        Class<?> type = object.getClass();
        while (!type.getName().endsWith(".servlet." + simpleName)) {
            type = type.getSuperclass();
        }
        return type.getPackageName() + '.';
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void setAllDispatcherTypes(Object handler, Object mapping) throws ReflectiveOperationException {
        Class type = Reflection.type(handler, "jakarta.servlet.DispatcherType");
        Reflection.call(mapping, "setDispatcherTypes", EnumSet.allOf(type));
    }
}
