/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.nio.file.Path;
import java.util.Objects;

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

    /** Where everything goes that the tests write. */
    static Path target() {
        return path("target");
    }

    /** The agent's jar. */
    static Path agent() {
        return path("agent");
    }

    /** The java command that runs the containers. */
    static Path java() {
        return path("java").resolve("bin/java");
    }

    private static Path path(String name) {
        String property = "backstop.it." + name;
        return Path.of(Objects.requireNonNull(System.getProperty(property), property))
                .normalize();
    }
}
