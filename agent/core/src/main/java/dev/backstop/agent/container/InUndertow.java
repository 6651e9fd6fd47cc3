/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Undertow 2.3. A web application is a {@code ServletContextImpl}. */
final class InUndertow extends InContainer {

    InUndertow(FilterSource filters, List<String> excluded) {
        super("Undertow", filters, excluded);
    }

    @Override
    String path(Object context) throws ReflectiveOperationException {
        return (String) Reflection.get(context, "getContextPath");
    }

    @Override
    @Nullable
    Object filter(Object context) throws ReflectiveOperationException {
        Map<?, ?> filters = (Map<?, ?>) Reflection.get(info(context), "getFilters");
        for (Object filter : filters.values()) {
            Class<?> type = (Class<?>) Reflection.get(filter, "getFilterClass");
            if (isBackstop(type.getName())) {
                boolean own = NAME.equals(Reflection.call(filter, "getName"));
                Object factory = Reflection.get(filter, "getInstanceFactory");
                // An agent's factory has one instance; another's would make one more.
                return own ? Reflection.get(Reflection.get(factory, "createInstance"), "getInstance") : filter;
            }
        }
        return null;
    }

    private static Object info(Object context) throws ReflectiveOperationException {
        return Reflection.get(Reflection.get(context, "getDeployment"), "getDeploymentInfo");
    }

    @Override
    void add(Object context, Object filter, boolean runs) throws ReflectiveOperationException {
        Object factory = Reflection.type(context, "io.undertow.servlet.util.ImmediateInstanceFactory")
                .getConstructor(Object.class)
                .newInstance(filter);
        Object filterInfo = Reflection.type(context, "io.undertow.servlet.api.FilterInfo")
                .getConstructor(
                        String.class, Class.class, Reflection.type(context, "io.undertow.servlet.api.InstanceFactory"))
                .newInstance(NAME, filter.getClass(), factory);
        Reflection.call(filterInfo, "setAsyncSupported", true);
        Object info = info(context);
        Object deployment = Reflection.get(context, "getDeployment");
        Reflection.call(info, "addFilter", filterInfo);
        Object managed = Reflection.get(Reflection.get(deployment, "getFilters"), "addFilter", filterInfo);
        // Undertow itself does so at the first request that comes to the filter; one that fails before must find it.
        Reflection.call(managed, "createFilter");
        Method valueOf =
                Reflection.type(context, "jakarta.servlet.DispatcherType").getMethod("valueOf", String.class);
        for (String type : DISPATCHER_TYPES) {
            Reflection.call(info, "insertFilterUrlMapping", 0, NAME, "/*", valueOf.invoke(null, type));
        }
        if (runs) {
            Reflection.call(Reflection.get(deployment, "getServletPaths"), "invalidate");
        }
    }
}
