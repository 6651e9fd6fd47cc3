/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.start;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** What is started, as the build made it: without Backstop, but for an agent. */
enum Application {
    /** A web application of one file in an embedded Jetty. */
    JETTY("/index.html") {
        @Override
        List<String> command(Path root, Path work) {
            Path target = root.resolve("containers/jetty/target");
            return List.of(
                    "-cp",
                    target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*",
                    "dev.backstop.it.jetty.JettyLauncher",
                    work.toString(),
                    "0");
        }
    },
    /** A Spring Boot application with Tomcat, Data JDBC and Actuator, whose own Backstop is switched off. */
    SPRING_BOOT("/actuator/health") {
        @Override
        List<String> command(Path root, Path work) {
            return List.of(
                    "-Djava.io.tmpdir=" + work,
                    "-jar",
                    root.resolve("spring-boot/tomcat/target/bookshop.jar").toString(),
                    "--spring.autoconfigure.exclude=dev.backstop.filter.spring.BackstopAutoConfiguration");
        }
    };

    private final String path;

    Application(String path) {
        this.path = path;
    }

    /** What is asked for first. */
    String path() {
        return path;
    }

    /** What follows the options of the JVM. */
    abstract List<String> command(Path root, Path work);
}
