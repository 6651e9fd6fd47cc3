/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;

/** The servlet containers, and where their class paths were built. */
enum Container {
    JETTY("jetty", "lib", "dev.backstop.it.jetty.JettyLauncher"),
    TOMCAT10("tomcat", "lib-10", "dev.backstop.it.tomcat.TomcatLauncher"),
    TOMCAT11("tomcat", "lib-11", "dev.backstop.it.tomcat.TomcatLauncher"),
    UNDERTOW("undertow", "lib", "dev.backstop.it.undertow.UndertowLauncher");

    private final String module;
    private final String library;
    private final String launcher;

    Container(String module, String library, String launcher) {
        this.module = module;
        this.library = library;
        this.launcher = launcher;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isTomcat() {
        return this == TOMCAT10 || this == TOMCAT11;
    }

    String launcher() {
        return launcher;
    }

    String classPath() {
        Path target = Build.root().resolve("containers").resolve(module).resolve("target");
        return target.resolve("classes") + File.pathSeparator + target.resolve(library) + "/*";
    }
}
