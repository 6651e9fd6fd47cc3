/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Client;
import dev.backstop.demo.probe.Probe;
import dev.backstop.demo.probe.Reply;
import dev.backstop.demo.probe.Verdict;
import dev.backstop.shop.Scenario;
import dev.backstop.shop.origin.Container;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** One container with a site for each side, ready to be asked. Safe for use by many threads. */
final class Stage implements AutoCloseable {

    /** Longer than the proxy's, so that it is the proxy that gives up on a silent origin. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Probe probe = new Probe(PATIENCE);
    private final Map<Side, Site> sites;

    private Stage(Map<Side, Site> sites) {
        this.sites = sites;
    }

    static Stage open(Container container, Surroundings surroundings) throws Exception {
        Map<Side, Site> sites = new EnumMap<>(Side.class);
        try {
            for (Side side : Side.values()) {
                sites.put(side, Site.open(side, container, surroundings));
            }
            return new Stage(sites);
        } catch (Exception e) {
            sites.values().forEach(Site::close);
            throw e;
        }
    }

    Comparison run(Scenario scenario) throws IOException {
        Map<Side, Pair> pairs = new EnumMap<>(Side.class);
        for (Map.Entry<Side, Site> site : sites.entrySet()) {
            pairs.put(site.getKey(), ask(site.getValue(), scenario));
        }
        return new Comparison(scenario, pairs);
    }

    private Pair ask(Site site, Scenario scenario) throws IOException {
        return new Pair(ask(site, scenario, Client.VISITOR), ask(site, scenario, Client.API));
    }

    private Exchange ask(Site site, Scenario scenario, Client client) throws IOException {
        Reply reply = probe.send(site.proxy().port(), scenario, client);
        return new Exchange(reply, Verdict.of(reply, scenario, client));
    }

    @Override
    public void close() {
        sites.values().forEach(Site::close);
    }
}
