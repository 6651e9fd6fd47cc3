/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What an application has said so far. */
final class Log {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Path file;

    Log(Path file) {
        this.file = file;
    }

    /** The lines that have all the words. */
    List<String> lines(String... words) {
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> Arrays.stream(words).allMatch(line::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, as soon as there is one: an answer goes before its line. */
    List<String> await(String... words) {
        Patience.until(WAIT, () -> !lines(words).isEmpty());
        return lines(words);
    }

    /** The incidents on this path. */
    List<String> incidents(String path) {
        return lines("incident id=", "path=" + path + " ");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
