/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servlet containers, and where their class paths were built. */
enum Container {
    JETTY("Jetty", "jetty", "lib", "dev.backstop.it.jetty.JettyLauncher"),
    TOMCAT10("Tomcat", "tomcat", "lib-10", "dev.backstop.it.tomcat.TomcatLauncher"),
    TOMCAT11("Tomcat", "tomcat", "lib-11", "dev.backstop.it.tomcat.TomcatLauncher"),
    UNDERTOW("Undertow", "undertow", "lib", "dev.backstop.it.undertow.UndertowLauncher");

    private final String brand;
    private final String module;
    private final String library;
    private final String launcher;

    Container(String brand, String module, String library, String launcher) {
        this.brand = brand;
        this.module = module;
        this.library = library;
        this.launcher = launcher;
    }

    boolean isTomcat() {
        return this == TOMCAT10 || this == TOMCAT11;
    }

    /** What the agent says where the filter is in front of a web application. */
    String filterLine(String contextPath) {
        return "the filter is in front of the web application at '" + contextPath + "' (" + brand + ")";
    }

    /** The main class, which takes the folder of an exploded application and a port, 0 for any. */
    String launcher() {
        return launcher;
    }

    /** The main class, and nothing of the container. */
    Path launcherClasses() {
        return target().resolve("classes");
    }

    /** The folder of the container's jars. */
    Path jars() {
        return target().resolve(library);
    }

    /** All of it on the class path. */
    List<String> classPathOptions() {
        return List.of("-cp", launcherClasses() + File.pathSeparator + jars() + "/*");
    }

    /** The same without a folder of classes, which no archive of the JVM's takes. */
    List<String> jarPathOptions() throws IOException {
        return List.of("-cp", jarsIn(target()) + File.pathSeparator + jarsIn(jars()));
    }

    private static String jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private Path target() {
        return Build.root().resolve(Path.of("containers", module, "target"));
    }
}
