/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.javaagent;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads classes from folders inside the agent's jar, where no other loader looks for them: what is in there first, then what the parent
 * has. Safe for use by many threads.
 */
public final class NestedLoader extends ClassLoader {
    private final File file;
    private final JarFile jar;
    private final String[] folders;

    static {
        registerAsParallelCapable();
    }

    /**
     * @param file the agent's jar
     * @param folders in the jar, each ending in a slash
     * @param parent what is asked for classes that are not there
     */
    public NestedLoader(File file, ClassLoader parent, String... folders) throws IOException {
        super(parent);
        this.file = file;
        this.jar = new JarFile(file, false);
        this.folders = folders.clone();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known == null) {
                byte[] bytes = bytes(name.replace('.', '/') + ".class");
                known = bytes == null
                        ? super.loadClass(name, false)
                        : defineClass(name, bytes, 0, bytes.length, NestedLoader.class.getProtectionDomain());
            }
            return known;
        }
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        ZipEntry entry = name.startsWith("java/") ? null : entry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = new byte[(int) entry.getSize()];
            int length = 0;
            while (length < bytes.length) {
                int count = in.read(bytes, length, bytes.length - length);
                if (count < 0) {
                    throw new EOFException(entry.getName());
                }
                length += count;
            }
            return bytes;
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private ZipEntry entry(String name) {
        for (String folder : folders) {
            ZipEntry entry = jar.getEntry(folder + name);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public URL getResource(String name) {
        URL found = findResource(name);
        return found == null ? super.getResource(name) : found;
    }

    @Override
    protected URL findResource(String name) {
        ZipEntry entry = entry(name);
        if (entry == null) {
            return null;
        }
        try {
            return new URL("jar:" + file.toURI() + "!/" + entry.getName());
        } catch (MalformedURLException e) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return found == null
                ? Collections.<URL>emptyEnumeration()
                : Collections.enumeration(Collections.singletonList(found));
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            ZipEntry entry = entry(name);
            return entry == null ? super.getResourceAsStream(name) : jar.getInputStream(entry);
        } catch (IOException e) {
            return null;
        }
    }
}
