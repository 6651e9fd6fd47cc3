/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.server.Container;
import dev.backstop.it.transparency.server.Server;
import dev.backstop.it.transparency.site.Application;
import dev.backstop.it.transparency.site.Site;
import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The same application twice in one container, bare and guarded. A test shows both the same site, asks both the same, and gets the
 * guarded one's answer, which is the bare one's too, or the test has failed. For use by one thread.
 */
final class Pair implements AutoCloseable {
    /** Files for the container's own servlet. */
    static final String STATIC_PAGE = "/static.html";

    static final String LARGE_FILE = "/large.txt";

    private final Container container;
    private final Path directory;
    private final Application bareApplication = new Application(false);
    private final Application guardedApplication = new Application(true);
    private final Server bare;
    private final Server guarded;

    /** What a test does with the port of either. */
    @FunctionalInterface
    private interface Client<T> {
        T ask(int port) throws IOException;
    }

    private Pair(Container container) throws Exception {
        this.container = container;
        this.directory = Files.createTempDirectory("transparency");
        Path files = Files.createDirectory(directory.resolve("files"));
        write(files, STATIC_PAGE, "<!doctype html><title>static</title>");
        write(files, LARGE_FILE, Text.of(300_000));
        this.bare = container.start(bareApplication, files, Files.createDirectory(directory.resolve("bare")));
        this.guarded = container.start(guardedApplication, files, Files.createDirectory(directory.resolve("guarded")));
    }

    private static void write(Path files, String name, String text) throws IOException {
        Path file = Files.writeString(files.resolve(name.substring(1)), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    }

    static Pair start(Container container) {
        try {
            return new Pair(container);
        } catch (Exception e) {
            throw new IllegalStateException(container + " does not start", e);
        }
    }

    Container container() {
        return container;
    }

    /** Gets a page from both; everything has to be the same. */
    Exchange same(Site site, String path) throws IOException, InterruptedException {
        return same(site, RawRequest.get(path));
    }

    /** Sends a request to both; everything has to be the same. */
    Exchange same(Site site, RawRequest request) throws IOException, InterruptedException {
        return same(site, request, Exchange::description);
    }

    /**
     * Gets a page from both, whose framing Backstop may change from chunks to a length, or back; everything else has to be the same.
     */
    Exchange sameButForFraming(Site site, String path) throws IOException, InterruptedException {
        return same(site, RawRequest.get(path), Exchange::descriptionWithoutFraming);
    }

    private Exchange same(Site site, RawRequest request, Function<Exchange, String> view)
            throws IOException, InterruptedException {
        Exchange without = exchange(bare, bareApplication, site, request);
        Exchange with = exchange(guarded, guardedApplication, site, request);
        assertEquals(view.apply(without), view.apply(with));
        return with;
    }

    /** Reads from both, and lets something happen in between; everything has to be the same, byte for byte. */
    String same(Site site, Meanwhile meanwhile) throws IOException {
        String without = ask(bare, bareApplication, site, meanwhile::read);
        String with = ask(guarded, guardedApplication, site, meanwhile::read);
        assertEquals(without, with);
        return with;
    }

    RawResponse bare(Site site, RawRequest request) throws IOException, InterruptedException {
        return exchange(bare, bareApplication, site, request).response();
    }

    RawResponse guarded(Site site, RawRequest request) throws IOException, InterruptedException {
        return exchange(guarded, guardedApplication, site, request).response();
    }

    private static Exchange exchange(Server server, Application application, Site site, RawRequest request)
            throws IOException, InterruptedException {
        RawResponse response = ask(server, application, site, port -> RawConnection.exchange(port, request));
        return new Exchange(response, site.takeNotes());
    }

    private static <T> T ask(Server server, Application application, Site site, Client<T> client) throws IOException {
        application.show(site);
        return client.ask(server.port());
    }

    @Override
    public void close() throws IOException {
        bare.close();
        guarded.close();
        try (var tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public String toString() {
        return container.toString();
    }
}
