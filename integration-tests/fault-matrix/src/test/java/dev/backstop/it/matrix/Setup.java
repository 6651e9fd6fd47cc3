/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.List;
import java.util.Map;

/**
 * What an {@link Installation} consists of.
 *
 * @param name by which its logs are found
 * @param settings of Backstop, by name
 * @param routes the ways to it; those whose proxy is not installed are left out
 * @param limits how large a response the proxies take
 */
record Setup(
        Container container,
        Guarding guarding,
        String name,
        Map<String, String> settings,
        List<Route> routes,
        ProxyLimits limits) {

    Setup {
        settings = Map.copyOf(settings);
        routes = List.copyOf(routes);
    }

    /** With every proxy, as it is recommended. */
    static Setup of(Container container, Guarding guarding, Map<String, String> settings) {
        return new Setup(
                container,
                guarding,
                container.label() + '-' + guarding.label(),
                settings,
                List.of(Route.values()),
                ProxyLimits.RAISED);
    }
}
