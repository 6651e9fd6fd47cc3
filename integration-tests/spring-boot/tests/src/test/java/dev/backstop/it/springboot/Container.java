/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import java.nio.file.Path;
import java.util.Locale;

/** What the application is packed with. */
enum Container {
    TOMCAT,
    JETTY;

    /** The runnable jar. */
    Path jar() {
        return Build.root().resolve(Path.of(toString(), "target", "bookshop.jar"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
