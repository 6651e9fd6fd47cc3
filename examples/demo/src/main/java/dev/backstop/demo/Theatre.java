/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.shop.origin.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** The stages, each opened when it is first asked for, and the directory that they write into. */
final class Theatre implements AutoCloseable {

    private static final String LOG = "demo.log";

    private final Map<Container, Stage> stages = new EnumMap<>(Container.class);
    private final Surroundings surroundings;

    Theatre(boolean nginx) throws IOException {
        Path directory = Files.createTempDirectory("backstop-demo");
        surroundings = new Surroundings(nginx, directory, IncidentLog.open(directory.resolve(LOG)));
    }

    synchronized Stage stage(Container container) throws Exception {
        Stage stage = stages.get(container);
        if (stage == null) {
            stage = Stage.open(container, surroundings);
            stages.put(container, stage);
        }
        return stage;
    }

    String proxyTitle() {
        return surroundings.proxyTitle();
    }

    IncidentLog log() {
        return surroundings.log();
    }

    Path logFile() {
        return surroundings.directory().resolve(LOG);
    }

    @Override
    public synchronized void close() {
        stages.values().forEach(Stage::close);
        stages.clear();
        try (Stream<Path> tree = Files.walk(surroundings.directory())) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
