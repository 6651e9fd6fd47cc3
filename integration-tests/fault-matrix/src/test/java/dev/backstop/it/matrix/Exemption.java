/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cells in which no filter can give a clean answer, each with the reason: nothing else may be other than clean. */
record Exemption(
        Set<Container> containers, Set<Route> routes, Set<String> faults, Set<Verdict> verdicts, String reason) {

    private static final Set<Container> ANY_CONTAINER = Set.of(Container.values());

    private static final List<Exemption> ALL = List.of(
            new Exemption(
                    ANY_CONTAINER,
                    Set.of(Route.CADDY),
                    Set.of(
                            "too-late-after-100-kib",
                            "too-late-after-10-mib",
                            "too-late-after-slow-stream",
                            "too-late-after-sse-event",
                            "too-late-out-of-memory"),
                    Set.of(Verdict.SILENT_CUT),
                    "Caddy before 2.8 ends the response properly when the application's chunks break off (caddy issue 5952)"),
            new Exemption(
                    ANY_CONTAINER,
                    Set.of(Route.NGINX, Route.HAPROXY, Route.HTTPD, Route.VARNISH),
                    Set.of("too-late-after-sse-event", "too-late-after-slow-stream"),
                    Set.of(Verdict.PROXY_PAGE),
                    "the proxy saw the cut before it had passed on the first byte, and says so itself"),
            new Exemption(
                    ANY_CONTAINER,
                    Set.of(Route.values()),
                    Set.of("post-10-mib-unread"),
                    Set.of(Verdict.PROXY_PAGE, Verdict.NO_ANSWER, Verdict.BROKEN_OFF),
                    "beyond the bound to which an unread body is drained the answer races with the reset of the connection"),
            new Exemption(
                    Set.of(Container.JETTY),
                    Set.of(Route.values()),
                    Set.of("path-with-line-ends", "path-with-bad-utf-8"),
                    Set.of(Verdict.REFUSED),
                    "Jetty refuses control characters and bad UTF-8 in a path before any filter"));

    static Optional<Exemption> find(Container container, Route route, String fault, Verdict verdict) {
        return ALL.stream()
                .filter(exemption -> exemption.containers.contains(container)
                        && exemption.routes.contains(route)
                        && exemption.faults.contains(fault)
                        && exemption.verdicts.contains(verdict))
                .findFirst();
    }
}
