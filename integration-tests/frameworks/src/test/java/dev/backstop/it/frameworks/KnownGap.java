/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import dev.backstop.it.frameworks.Deployment.Order;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Requests by which Backstop does not do right, each with the reason. All others must be right, and these must still be wrong. */
record KnownGap(
        String reason,
        Set<String> containers,
        Set<Framework> frameworks,
        Set<Order> orders,
        Set<String> methods,
        Set<? extends Behaviour> behaviours) {

    private static final Set<String> JETTY = Set.of("JettyIT");
    private static final Set<String> ANY = Set.of("JettyIT", "TomcatIT");
    private static final Set<Order> OUTSIDE = EnumSet.of(Order.OUTSIDE);
    private static final Set<Order> INSIDE = EnumSet.of(Order.INSIDE);
    private static final Set<String> GET = Set.of("GET");
    private static final Set<String> HEAD = Set.of("HEAD");
    private static final Set<String> GET_AND_HEAD = Set.of("GET", "HEAD");

    private static final List<KnownGap> ALL = List.of(
            new KnownGap(
                    "the wrapper copies half a page into the response although its filter is left by an exception, and tells its"
                            + " length: Backstop takes it for complete",
                    ANY,
                    EnumSet.of(Framework.CONTENT_CACHING_RESPONSE),
                    OUTSIDE,
                    GET_AND_HEAD,
                    EnumSet.of(
                            Fault.THROWS_AFTER_4_KIB_BY_STREAM,
                            Fault.THROWS_AFTER_4_KIB_BY_WRITER,
                            Fault.THROWS_IN_A_BODY_OF_KNOWN_LENGTH,
                            Fault.THROWS_AFTER_FLUSH,
                            Fault.FORWARDS_TO_A_FAULT,
                            Fault.DISPATCHES_TO_A_FAULT)),
            new KnownGap(
                    "after a reset the wrapper still flushes what its writer holds, which is more than the answer's length",
                    JETTY,
                    EnumSet.of(Framework.LOGBOOK),
                    INSIDE,
                    HEAD,
                    EnumSet.of(Fault.THROWS_AFTER_4_KIB_BY_WRITER, Fault.SENDS_ERROR_AFTER_4_KIB)),
            new KnownGap(
                    "the filter fails after a dispatch of unwrapped responses, with Backstop as without",
                    ANY,
                    EnumSet.of(Framework.SHALLOW_ETAG),
                    OUTSIDE,
                    GET_AND_HEAD,
                    EnumSet.of(SpecialPage.DISPATCHED)),
            new KnownGap(
                    "where the response is committed, or looks it, the filter keeps the exception to itself, with Backstop as"
                            + " without",
                    ANY,
                    EnumSet.of(Framework.ERROR_PAGES_WITH_ONE_OF_ITS_OWN),
                    OUTSIDE,
                    GET_AND_HEAD,
                    EnumSet.of(Fault.THROWS_AFTER_FLUSH)),
            new KnownGap(
                    "the filter shows the error page and keeps the exception to itself, but nobody completes the request, with"
                            + " Backstop as without",
                    ANY,
                    EnumSet.of(Framework.ERROR_PAGES_WITH_ONE_OF_ITS_OWN),
                    OUTSIDE,
                    GET,
                    EnumSet.of(Fault.THROWS_AFTER_START_ASYNC)));

    static Optional<KnownGap> of(String container, Deployment deployment, String method, Behaviour behaviour) {
        return ALL.stream()
                .filter(gap -> gap.containers.contains(container)
                        && gap.frameworks.contains(deployment.framework())
                        && gap.orders.contains(deployment.order())
                        && gap.methods.contains(method)
                        && gap.behaviours.contains(behaviour))
                .findFirst();
    }
}
