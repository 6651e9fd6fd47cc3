/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import java.nio.file.Path;
import java.util.Objects;

/** What the build tells the tests. */
final class Build {

    private Build() {}

    /** Where everything is that the build unpacks, and where everything goes that the tests write. */
    static Path target() {
        return Path.of(property("target"));
    }

    /** The JDK that runs Tomcat. */
    static Path java() {
        return Path.of(property("java"));
    }

    /** The unpacked distribution of a version of Tomcat: {@code tomcat10} or {@code tomcat11}. */
    static Path distribution(String version) {
        return target().resolve("apache-tomcat-" + property(version));
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty("it." + name), name);
    }
}
