/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/** What the build tells the tests: where things are. */
final class Build {

    private Build() {}

    /** The folder {@code integration-tests/spring-boot}. */
    static Path root() {
        return path("root");
    }

    /** Where everything goes that the tests write. */
    static Path target() {
        return path("target");
    }

    /** The java command that runs the applications. */
    static Path java() {
        return path("java").resolve("bin/java");
    }

    /** Whether that java can give each request a virtual thread. */
    static boolean hasVirtualThreads() throws IOException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(path("java").resolve("release"))) {
            release.load(reader);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return Runtime.Version.parse(version).feature() >= 21;
    }

    private static Path path(String name) {
        String property = "backstop.it." + name;
        return Path.of(Objects.requireNonNull(System.getProperty(property), property))
                .normalize();
    }
}
