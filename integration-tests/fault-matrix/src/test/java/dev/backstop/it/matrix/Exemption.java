/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.webapp.Fault;
import dev.backstop.it.webapp.TooLateFault;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Cells in which no filter can give a clean answer, each with the reason: nothing else may be other than clean. */
record Exemption(
        Set<Container> containers, Set<Route> routes, Set<String> faults, Set<Verdict> verdicts, String reason) {

    private static final Set<Container> ANY_CONTAINER = Set.of(Container.values());

    private static final Set<Route> ANY_PROXY = EnumSet.complementOf(EnumSet.of(Route.DIRECT));
    private static final Set<String> TOO_LATE =
            Arrays.stream(TooLateFault.values()).map(Fault::slug).collect(Collectors.toUnmodifiableSet());

    private static final List<Exemption> ALL = List.of(
            new Exemption(
                    ANY_CONTAINER,
                    Set.of(Route.CADDY),
                    TOO_LATE,
                    Set.of(Verdict.SILENT_CUT),
                    "Caddy before 2.8 ends the response properly when the application's chunks break off (caddy issue 5952)"),
            new Exemption(
                    ANY_CONTAINER,
                    ANY_PROXY,
                    TOO_LATE,
                    Set.of(Verdict.PROXY_PAGE),
                    "the proxy saw the cut before it had passed on the first byte, and says so itself"),
            new Exemption(
                    ANY_CONTAINER,
                    Set.of(Route.values()),
                    Set.of("post-10-mib-unread"),
                    Set.of(Verdict.PROXY_PAGE, Verdict.NO_ANSWER, Verdict.BROKEN_OFF),
                    "beyond the bound to which an unread body is drained the answer races with the reset of the connection"),
            new Exemption(
                    Set.of(Container.UNDERTOW),
                    Set.of(Route.values()),
                    Set.of("after-20-kib"),
                    Set.of(Verdict.BROKEN_OFF, Verdict.PROXY_PAGE, Verdict.SILENT_CUT),
                    "Undertow's buffer is 16 KiB, and a larger one would be allocated anew for each response; the cut is visible"
                            + " but behind Caddy before 2.8"),
            new Exemption(
                    Set.of(Container.JETTY),
                    Set.of(Route.values()),
                    Set.of("path-with-line-ends", "path-with-bad-utf-8"),
                    Set.of(Verdict.REFUSED),
                    "Jetty refuses control characters and bad UTF-8 in a path before any filter"),
            new Exemption(
                    Set.of(Container.TOMCAT10, Container.TOMCAT11),
                    Set.of(Route.values()),
                    Set.of("path-with-bad-utf-8"),
                    Set.of(Verdict.REFUSED),
                    "Tomcat refuses bad UTF-8 in a path before any filter"));

    static Optional<Exemption> find(Container container, Route route, String fault, Verdict verdict) {
        return ALL.stream()
                .filter(exemption -> exemption.containers.contains(container)
                        && exemption.routes.contains(route)
                        && exemption.faults.contains(fault)
                        && exemption.verdicts.contains(verdict))
                .findFirst();
    }
}
