/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.webapp.Fault;
import dev.backstop.it.webapp.Fault.Outcome;
import dev.backstop.it.webapp.LengthFault;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Cells in which no filter can give a clean answer, each with the reason: nothing else may be other than clean. */
record Exemption(
        Set<Container> containers, Set<Route> routes, Set<String> faults, Set<Verdict> verdicts, String reason) {

    private static final Set<Container> ANY_CONTAINER = Set.of(Container.values());

    private static final Set<Route> ANY_PROXY = EnumSet.complementOf(EnumSet.of(Route.DIRECT));
    private static final Set<String> TOO_LATE = tooLate(fault -> true);

    /** Where a length was declared the cut is visible in any case. */
    private static final Set<String> TOO_LATE_IN_CHUNKS = tooLate(fault -> !(fault instanceof LengthFault));

    private static final List<Exemption> ALL = List.of(
            new Exemption(
                    ANY_CONTAINER,
                    Set.of(Route.CADDY),
                    TOO_LATE_IN_CHUNKS,
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
                    "Tomcat refuses bad UTF-8 in a path before any filter"),
            new Exemption(
                    ANY_CONTAINER,
                    EnumSet.of(Route.NGINX, Route.HTTPD, Route.VARNISH, Route.CADDY),
                    Set.of("hang-in-read"),
                    Set.of(Verdict.NO_ANSWER),
                    "the proxy takes in the whole request before it passes on an answer, and half of it never comes"),
            new Exemption(
                    ANY_CONTAINER,
                    Set.of(Route.HAPROXY),
                    Set.of("many-fields"),
                    Set.of(Verdict.PROXY_PAGE),
                    "HAProxy takes 101 fields, which an application that is not told of HAProxy cannot know (ProxyLimitsIT: one"
                            + " that is told)"),
            new Exemption(
                    Set.of(Container.UNDERTOW),
                    Set.of(Route.HAPROXY),
                    Set.of("header-block-40-kib"),
                    Set.of(Verdict.PROXY_PAGE),
                    "Undertow sends any header block and HAProxy takes 15 KiB, which an application that is not told of HAProxy"
                            + " cannot know (ProxyLimitsIT: one that is told)"));

    private static Set<String> tooLate(Predicate<Fault> which) {
        return Fault.all().stream()
                .filter(fault -> fault.outcome() == Outcome.BREAK_OFF)
                .filter(which)
                .map(Fault::slug)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Optional<Exemption> find(Container container, Route route, String fault, Verdict verdict) {
        return ALL.stream()
                .filter(exemption -> exemption.containers.contains(container)
                        && exemption.routes.contains(route)
                        && exemption.faults.contains(fault)
                        && exemption.verdicts.contains(verdict))
                .findFirst();
    }
}
