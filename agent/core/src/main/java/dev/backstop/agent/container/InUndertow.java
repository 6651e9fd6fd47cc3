/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.weaving.Hook;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Undertow 2.3: before {@code ServletContextImpl.initDone}, when extensions, initializers and listeners have added their filters, and the
 * deployment is not started.
 */
final class InUndertow implements Hook {
    private final Installation installation;

    InUndertow(Installation installation) {
        this.installation = installation;
    }

    @Override
    public @Nullable Object enter(@Nullable Object context, @Nullable Object[] arguments)
            throws ReflectiveOperationException {
        if (context == null) {
            return null;
        }
        String path = (String) Reflection.get(context, "getContextPath");
        Object deployment = Reflection.get(context, "getDeployment");
        Object info = Reflection.get(deployment, "getDeploymentInfo");
        if (!installation.isExcluded(path) && !hasFilter(info)) {
            add(context, deployment, info);
            installation.tell("Undertow", path);
        }
        return null;
    }

    private static boolean hasFilter(Object info) throws ReflectiveOperationException {
        Map<?, ?> filters = (Map<?, ?>) Reflection.get(info, "getFilters");
        for (Object filter : filters.values()) {
            Class<?> type = (Class<?>) Reflection.get(filter, "getFilterClass");
            if (Installation.isBackstop(type.getName())) {
                return true;
            }
        }
        return false;
    }

    private void add(Object context, Object deployment, Object info) throws ReflectiveOperationException {
        Object filter = installation.filter(context);
        Object factory = Reflection.type(context, "io.undertow.servlet.util.ImmediateInstanceFactory")
                .getConstructor(Object.class)
                .newInstance(filter);
        Class<?> factoryType = Reflection.type(context, "io.undertow.servlet.api.InstanceFactory");
        Object filterInfo = Reflection.type(context, "io.undertow.servlet.api.FilterInfo")
                .getConstructor(String.class, Class.class, factoryType)
                .newInstance(Installation.NAME, filter.getClass(), factory);
        Reflection.call(filterInfo, "setAsyncSupported", true);
        Reflection.call(info, "addFilter", filterInfo);
        Class<?> dispatcherType = Reflection.type(context, "jakarta.servlet.DispatcherType");
        Method valueOf = dispatcherType.getMethod("valueOf", String.class);
        for (String type : Installation.DISPATCHER_TYPES) {
            Reflection.call(info, "insertFilterUrlMapping", 0, Installation.NAME, "/*", valueOf.invoke(null, type));
        }
        Reflection.call(Reflection.get(deployment, "getFilters"), "addFilter", filterInfo);
    }
}
