/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all sites share.
 *
 * @param nginx whether the proxies are real ones
 * @param directory an existing one for all that is written
 * @param log where the containers' lines go
 */
record Surroundings(boolean nginx, Path directory, IncidentLog log) {

    Path newDirectory(String prefix) throws IOException {
        return Files.createTempDirectory(directory, prefix);
    }

    String proxyTitle() {
        return nginx ? "nginx" : "the embedded reverse proxy";
    }
}
