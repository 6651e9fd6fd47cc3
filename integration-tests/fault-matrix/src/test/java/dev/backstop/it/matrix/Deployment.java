/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A copy of the exploded application in a directory of its own: as it was built, or without any trace of Backstop. */
final class Deployment {

    private Deployment() {}

    static Path copyTo(Path directory, Guarding guarding) throws IOException {
        Path source = Build.webapp();
        try (Stream<Path> files = Files.walk(source)) {
            files.forEach(file -> copy(file, directory.resolve(source.relativize(file))));
        }
        if (guarding != Guarding.GUARDED) {
            // The jar must go too: its web fragment would install the filter without the descriptor.
            try (Stream<Path> jars = Files.list(directory.resolve("WEB-INF/lib"))) {
                for (Path jar : jars.toList()) {
                    if (jar.getFileName().toString().startsWith("backstop-")) {
                        Files.delete(jar);
                    }
                }
            }
            Path descriptors = directory.resolve("WEB-INF");
            Files.move(
                    descriptors.resolve("web-bare.xml"),
                    descriptors.resolve("web.xml"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return directory;
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
