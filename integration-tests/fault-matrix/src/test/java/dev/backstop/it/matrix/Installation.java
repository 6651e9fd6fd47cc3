/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/** One container with the application, bare or guarded, and every proxy there is in front of it. */
final class Installation implements AutoCloseable {

    private static final Duration HEALTHY = Duration.ofSeconds(3);

    private final Setup setup;
    private final Path application;
    private final Path log;
    private final Path work;
    private final Deque<ProxyProcess> open = new ArrayDeque<>();
    private final Map<Route, Integer> ports = new EnumMap<>(Route.class);
    private ContainerProcess process;

    private Installation(Setup setup) throws Exception {
        this.setup = setup;
        Path logs = Files.createDirectories(Build.target().resolve("logs").resolve(setup.name()));
        this.log = logs.resolve("stderr.log");
        Files.write(log, new byte[0]);
        this.work = Files.createTempDirectory("backstop-" + setup.name() + '-');
        // httpd started by root serves as another user, who must get in.
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        this.application = Deployment.copyTo(work.resolve("webapp"), setup.guarding());
        this.process = startContainer(0);
    }

    static Installation start(Setup setup) throws Exception {
        Installation installation = new Installation(setup);
        try {
            installation.startProxies();
            return installation;
        } catch (Exception e) {
            installation.close();
            throw e;
        }
    }

    private ContainerProcess startContainer(int port) throws Exception {
        return ContainerProcess.start(setup, application, log, port);
    }

    private void startProxies() throws Exception {
        ports.put(Route.DIRECT, process.port());
        for (Route route : setup.routes()) {
            if (route != Route.DIRECT && route.isAvailable()) {
                ProxyProcess proxy = ProxyProcess.start(
                        port -> new ProxyCommand(
                                route, setup.limits(), process.port(), work.resolve(route.label()), port),
                        log.resolveSibling(route.label() + ".log"));
                open.push(proxy);
                ports.put(route, proxy.port());
            }
        }
    }

    RawClient client(Route route, Duration patience) {
        return new RawClient(port(route), patience);
    }

    int port(Route route) {
        return requireNonNull(ports.get(route), () -> route + " was not started");
    }

    IncidentLog incidents() {
        return new IncidentLog(log);
    }

    Path log() {
        return log;
    }

    /** Whether the container still serves a page, asked directly. */
    boolean isHealthy() {
        try {
            RawResponse page = client(Route.DIRECT, HEALTHY).exchange(RawRequest.get("/page/json"));
            return page.isComplete() && page.status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Lets go of all requests that hang in the application; one that does not serve any more has let go of them itself. */
    void release() {
        try {
            client(Route.DIRECT, HEALTHY).exchange(RawRequest.get("/release"));
        } catch (UncheckedIOException e) {
            // nobody there
        }
    }

    /** Puts a new process in the place of one that no longer serves, so that the next cell finds what it expects. */
    void restart() throws Exception {
        int port = process.port();
        process.close();
        process = startContainer(port);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        process.close();
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // a temporary directory that a proxy was still writing to; the system cleans it up
        }
    }
}
