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
import java.nio.file.Path;
import java.time.Duration;

/** One container twice, bare and guarded, ready to be asked. Safe for use by many threads. */
final class Stage implements AutoCloseable {

    /** Longer than the proxy's, so that it is the proxy that gives up on a silent origin. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Probe probe = new Probe(PATIENCE);
    private final Side bare;
    private final Side guarded;

    private Stage(Side bare, Side guarded) {
        this.bare = bare;
        this.guarded = guarded;
    }

    static Stage open(Container container, boolean nginx, Path directory) throws Exception {
        Side bare = Side.open(container, false, nginx, directory);
        try {
            return new Stage(bare, Side.open(container, true, nginx, directory));
        } catch (Exception e) {
            bare.close();
            throw e;
        }
    }

    Comparison run(Scenario scenario) throws IOException {
        return new Comparison(scenario, ask(bare, scenario), ask(guarded, scenario));
    }

    private Pair ask(Side side, Scenario scenario) throws IOException {
        return new Pair(ask(side, scenario, Client.VISITOR), ask(side, scenario, Client.API));
    }

    private Exchange ask(Side side, Scenario scenario, Client client) throws IOException {
        Reply reply = probe.send(side.proxy().port(), scenario, client);
        return new Exchange(reply, Verdict.of(reply, scenario, client));
    }

    @Override
    public void close() {
        bare.close();
        guarded.close();
    }
}
