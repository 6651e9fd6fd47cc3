/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configures a filter without a container; its servlet context is one that Backstop does not know. */
record MemoryConfig(Map<String, String> parameters) implements FilterConfig {

    @Override
    public String getFilterName() {
        return "measured";
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return parameters.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public ServletContext getServletContext() {
        return (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, arguments) -> {
                    if (method.getReturnType() == InputStream.class) {
                        // No web.xml.
                        return null;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
