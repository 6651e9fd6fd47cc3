/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.Log;
import java.io.File;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Makes filters for a container, from the classes in the agent's jar. They are in a loader of their own below the container's: it sees
 * the container's Servlet API, and no application sees it. Web applications of one container share it. Safe for use by many threads.
 */
public final class FilterSource {
    /** The name of the filter's class, in whatever loader. */
    static final String FILTER_CLASS = "dev.backstop.filter.BackstopFilter";

    private static final String FILTER = "BACKSTOP/filter/";
    /** SLF4J, with a provider that writes to standard error. */
    private static final String LOGGING = "BACKSTOP/logging/";

    private static final String PROVIDER = "org.slf4j.spi.SLF4JServiceProvider";

    private final File jar;
    /** Weak on both sides: a filter keeps its loader alive, and that its parent. */
    private final Map<ClassLoader, WeakReference<ClassLoader>> loaders = new WeakHashMap<>();

    /** Those that were made and still are somewhere. */
    private final Set<Object> filters = Collections.newSetFromMap(new WeakHashMap<>());

    private final Runnable wanted;

    /**
     * @param jar the agent's
     * @param wanted is run for each web application that starts or is taken over, whether it gets a filter or has one
     */
    public FilterSource(File jar, Runnable wanted) {
        this.jar = jar;
        this.wanted = wanted;
    }

    void applicationFound() {
        wanted.run();
    }

    /** A new filter for a container whose classes come from the given loader. */
    Object filter(ClassLoader container) throws ReflectiveOperationException {
        Object filter =
                loader(container).loadClass(FILTER_CLASS).getConstructor().newInstance();
        synchronized (filters) {
            filters.add(filter);
        }
        return filter;
    }

    /**
     * Has a filter work again that another agent brought and stopped.
     *
     * @return false if it works already
     */
    boolean resume(Object filter) throws ReflectiveOperationException {
        synchronized (filters) {
            filters.add(filter);
        }
        return Boolean.TRUE.equals(Reflection.call(filter, "resume"));
    }

    /** From here on all filters pass everything through. */
    public void stop() {
        synchronized (filters) {
            for (Object filter : filters) {
                try {
                    Reflection.call(filter, "destroy");
                } catch (ReflectiveOperationException e) {
                    Log.failure("a filter cannot be stopped", e);
                }
            }
        }
    }

    /** Whether the container's loader has an SLF4J 2 that leads somewhere, as in Spring Boot; the logs of the application are the place. */
    private static boolean logs(ClassLoader container) {
        try {
            Class.forName(PROVIDER, false, container);
            return container.getResource("META-INF/services/" + PROVIDER) != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private synchronized ClassLoader loader(ClassLoader container) throws ReflectiveOperationException {
        WeakReference<ClassLoader> known = loaders.get(container);
        ClassLoader loader = known == null ? null : known.get();
        if (loader == null) {
            // Of the same kind as the agent's own, which is not among the classes that the agent sees.
            Class<?> nested = FilterSource.class.getClassLoader().getClass();
            String[] folders = logs(container) ? new String[] {FILTER} : new String[] {FILTER, LOGGING};
            loader = (ClassLoader) nested.getConstructor(File.class, ClassLoader.class, String[].class)
                    .newInstance(jar, container, folders);
            loaders.put(container, new WeakReference<>(loader));
        }
        return loader;
    }
}
