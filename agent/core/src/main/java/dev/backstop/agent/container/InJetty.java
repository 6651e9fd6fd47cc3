/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.weaving.Hook;
import java.lang.reflect.Method;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Jetty 12, ee10 and ee11: after {@code ServletHandler.initialize}, when initializers and listeners have added their filters. Jetty
 * initialises a filter that comes later at once.
 */
final class InJetty implements Hook {
    private final Installation installation;

    InJetty(Installation installation) {
        this.installation = installation;
    }

    @Override
    public boolean exit(
            @Nullable Object handler, @Nullable Object entered, @Nullable Object result, @Nullable Throwable thrown)
            throws ReflectiveOperationException {
        if (handler == null || thrown != null) {
            return false;
        }
        String path = (String) Reflection.get(Reflection.get(handler, "getServletContext"), "getContextPath");
        if (!installation.isExcluded(path) && !hasFilter(handler)) {
            add(handler);
            installation.tell("Jetty", path);
        }
        return false;
    }

    private static boolean hasFilter(Object handler) throws ReflectiveOperationException {
        for (Object holder : (Object[]) Reflection.get(handler, "getFilters")) {
            if (Installation.isBackstop(Reflection.call(holder, "getClassName"))) {
                return true;
            }
        }
        return false;
    }

    private void add(Object handler) throws ReflectiveOperationException {
        String classes = handler.getClass().getPackageName() + '.';
        Object holder = Reflection.make(handler, classes + "FilterHolder");
        Reflection.call(holder, "setName", Installation.NAME);
        Reflection.call(holder, "setFilter", installation.filter(handler));
        Reflection.call(holder, "setAsyncSupported", true);
        Object mapping = Reflection.make(handler, classes + "FilterMapping");
        Reflection.call(mapping, "setFilterName", Installation.NAME);
        Reflection.call(mapping, "setPathSpec", "/*");
        setAllDispatcherTypes(handler, mapping);
        Reflection.call(handler, "prependFilter", holder);
        Object[] others = (Object[]) Reflection.get(handler, "getFilterMappings");
        Method set = handler.getClass().getMethod("setFilterMappings", others.getClass());
        set.invoke(handler, Reflection.prepended(mapping, others));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void setAllDispatcherTypes(Object handler, Object mapping) throws ReflectiveOperationException {
        Class type = Reflection.type(handler, "jakarta.servlet.DispatcherType");
        Reflection.call(mapping, "setDispatcherTypes", EnumSet.allOf(type));
    }
}
