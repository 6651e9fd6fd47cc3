/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** A file, larger than any buffer between the application and its client. */
@Component
class Catalogue {
    private static final int LENGTH = 24 * 1024 * 1024;

    private final Path file;

    Catalogue() throws IOException {
        file = Files.createTempFile("catalogue", ".txt");
        Files.write(file, Text.bytes(LENGTH));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    }

    Resource resource() {
        return new FileSystemResource(file);
    }
}
