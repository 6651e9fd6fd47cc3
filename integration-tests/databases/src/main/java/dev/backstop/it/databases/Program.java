/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of a database's, where the search path or Debian's packages have it. */
final class Program {
    private static final Path DEBIANS_POSTGRESQL = Path.of("/usr/lib/postgresql");

    private Program() {}

    static Optional<Path> find(String name) {
        return Stream.concat(searchPath(), postgresql())
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The program.
     *
     * @throws IllegalStateException if it is not installed
     */
    static Path get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(name + " is not installed"));
    }

    private static Stream<Path> searchPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                Stream.of(path.split(File.pathSeparator, -1))
                        .filter(entry -> !entry.isEmpty())
                        .map(Path::of),
                Stream.of(Path.of("/usr/sbin"), Path.of("/usr/bin")));
    }

    /** Of several versions the newest. */
    private static Stream<Path> postgresql() {
        if (!Files.isDirectory(DEBIANS_POSTGRESQL)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIANS_POSTGRESQL)) {
            List<Path> newestFirst = versions.sorted((a, b) -> b.compareTo(a)).toList();
            return newestFirst.stream().map(version -> version.resolve("bin"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
