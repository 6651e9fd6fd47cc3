/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a WAR is deployed. */
enum ServletContainer {
    TOMCAT_10(ofContainers("lib-10"), "TomcatApplications"),
    TOMCAT_11(ofContainers("lib-11"), "TomcatApplications"),
    JETTY_12(Server.TARGET.resolve("jetty-lib"), "JettyApplications");

    private final Path libraries;
    private final String launcher;

    ServletContainer(Path libraries, String launcher) {
        this.libraries = libraries;
        this.launcher = launcher;
    }

    private static Path ofContainers(String libraries) {
        return Server.ROOT.resolve(Path.of("containers", "tomcat", "target", libraries));
    }

    /** Starts it with all {@link Applications}; the classes that it loads are listed in {@link #loadedClasses}. */
    Server start(String variant, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        String name = name() + "-" + variant;
        List<String> jvmOptions = new ArrayList<>(List.of(options));
        jvmOptions.add("-Xlog:class+load:file=" + loadedClasses(variant));
        return Server.start(
                name,
                jvmOptions,
                environment,
                List.of(
                        "-cp",
                        Server.classPath(Server.TARGET.resolve("classes"), libraries.resolve("*")),
                        "dev.backstop.it.installation.server." + launcher,
                        Applications.explode(name).toString()),
                1);
    }

    Path loadedClasses(String variant) {
        return Server.TARGET.resolve(name() + "-" + variant + "-classes.txt");
    }
}
