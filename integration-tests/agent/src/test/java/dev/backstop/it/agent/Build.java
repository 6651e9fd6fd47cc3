/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/** What the build tells the tests: where things are. */
final class Build {

    private Build() {}

    /** The folder {@code integration-tests}. */
    static Path root() {
        return path("root");
    }

    /** The exploded web application. */
    static Path webapp() {
        return path("webapp");
    }

    /** Where everything goes that the tests write, and what was built for them is. */
    static Path target() {
        return path("target");
    }

    /** The agent's jar. */
    static Path agent() {
        return path("agent");
    }

    /** The filter's jar, for applications that have it themselves. */
    static Path filter() {
        return path("filter");
    }

    /** A command of the JDK that everything runs on. */
    static Path command(String name) {
        return path("java").resolve("bin").resolve(name);
    }

    /** The version of that JDK: 17, 21, 25. */
    static int feature() {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(path("java").resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = Objects.requireNonNull(release.getProperty("JAVA_VERSION"), "JAVA_VERSION");
        return Runtime.Version.parse(version.replace("\"", "")).feature();
    }

    private static Path path(String name) {
        String property = "backstop.it." + name;
        return Path.of(Objects.requireNonNull(System.getProperty(property), property))
                .toAbsolutePath()
                .normalize();
    }
}
