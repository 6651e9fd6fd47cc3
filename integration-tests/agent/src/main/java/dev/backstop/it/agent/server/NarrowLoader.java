/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent.server;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Sees its own jars and the modules of the JDK, and nothing else: as in OSGi, where a class that is merely on the bootstrap or system
 * class path is not found, unless it is in {@code java.*}. Safe for use by many threads.
 */
final class NarrowLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    NarrowLoader(URL[] jars) {
        super("narrow", jars, null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findOrAsk(name) : known;
        }
    }

    private Class<?> findOrAsk(String name) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            Class<?> found = ClassLoader.getPlatformClassLoader().loadClass(name);
            if (found.getModule().isNamed()) {
                return found;
            }
            throw e;
        }
    }
}
