/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Settings come from one place: nothing else asks the JVM for properties or variables. */
class OnlyOneReaderTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern ASKS = Pattern.compile(
            "System\\s*\\.\\s*(getProperty|getProperties|getenv)|(Integer\\.getInteger|Long\\.getLong|Boolean\\.getBoolean)\\(");

    @Test
    void nothingButTheReaderAsksForPropertiesOrVariables() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            List<String> asking = sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> ASKS.matcher(text(path)).find())
                    .map(path -> path.getFileName().toString())
                    .toList();

            assertEquals(List.of("SettingsReader.java"), asking);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
