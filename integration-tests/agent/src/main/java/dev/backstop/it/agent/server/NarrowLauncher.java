/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent.server;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs another launcher, and the container with it, in a {@link NarrowLoader}. */
public final class NarrowLauncher {

    private NarrowLauncher() {}

    /** Takes a folder of classes, a folder of jars, the other launcher, and its arguments. */
    public static void main(String[] args) throws Exception {
        List<URL> found = new ArrayList<>();
        found.add(Path.of(args[0]).toUri().toURL());
        try (Stream<Path> jars = Files.list(Path.of(args[1]))) {
            for (Path jar : jars.sorted().toList()) {
                found.add(jar.toUri().toURL());
            }
        }
        try (URLClassLoader loader = new NarrowLoader(found.toArray(URL[]::new))) {
            Thread.currentThread().setContextClassLoader(loader);
            String[] rest = List.of(args).subList(3, args.length).toArray(String[]::new);
            loader.loadClass(args[2]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            // What has started already would keep the JVM.
            Runtime.getRuntime().halt(1);
        }
    }
}
