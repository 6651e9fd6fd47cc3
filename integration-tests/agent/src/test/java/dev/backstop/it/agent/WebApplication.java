/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A copy of the broken application, exploded in a folder of its own: as it was built, or without any trace of Backstop. */
final class WebApplication {

    private WebApplication() {}

    /** With the filter in {@code WEB-INF/lib} and in {@code web.xml}. */
    static Path guarded(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(Build.webapp())) {
            files.forEach(file -> copy(file, folder.resolve(Build.webapp().relativize(file))));
        }
        return folder;
    }

    /** Without it. */
    static Path bare(Path folder) throws IOException {
        guarded(folder);
        Path descriptors = folder.resolve("WEB-INF");
        // The jar must go too: its web fragment would install the filter without the descriptor.
        try (Stream<Path> jars = Files.list(descriptors.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                if (jar.getFileName().toString().startsWith("backstop-")) {
                    Files.delete(jar);
                }
            }
        }
        Files.move(
                descriptors.resolve("web-bare.xml"),
                descriptors.resolve("web.xml"),
                StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
