/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** All that is tested, in one container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Deployment implements HealthyPages, OwnErrors, Faults, Deadlines, SlowButHealthy, UnderLoad {
    private final Container container;
    private final String variant;
    private final List<String> arguments;
    private final List<Bookshop> started = new ArrayList<>();

    Deployment(Container container, String variant, String... arguments) {
        this.container = container;
        this.variant = variant;
        this.arguments = List.of(arguments);
    }

    @BeforeAll
    void start() throws Exception {
        start("bare", "--backstop.enabled=false");
        start(
                "guarded",
                "--backstop.deadline.paths=" + deadlines(),
                // Each incident is looked for in the log, so that none may be left out.
                "--backstop.log.limit=100000");
        for (Bookshop bookshop : started) {
            bookshop.awaitStart();
            bookshop.open("open");
        }
    }

    /** Everything else has the usual one: a slow machine's first pages may take longer than this. */
    private static String deadlines() {
        return Stream.of(
                        "/faults/hangs/*",
                        "/faults/hangs-and-writes/*",
                        "/faults/hangs-late/*",
                        "/faults/slow/*",
                        "/deferred/never/*",
                        "/deferred/lost",
                        "/future/never",
                        "/callable/hangs/*",
                        "/stream/hangs/*",
                        "/stream/hangs-late/*",
                        "/stream/large",
                        "/events/two/*",
                        "/events/never",
                        "/catalogue",
                        "/stock/*")
                .map(path -> path + "=" + DEADLINE.toSeconds() + "s")
                .collect(Collectors.joining(","));
    }

    private void start(String name, String... more) throws Exception {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        started.add(Bookshop.start(container, variant + name, all));
    }

    /** In none of the tests. */
    @AfterAll
    void backstopNeverFailedItself() {
        for (Bookshop bookshop : started) {
            assertEquals(List.of(), bookshop.log().lines("Backstop failed"));
            assertEquals(List.of(), bookshop.log().lines("Backstop's timer failed"));
            assertEquals(List.of(), bookshop.log().lines("ERROR", "dev.backstop.filter."));
        }
    }

    @AfterAll
    void stop() {
        started.forEach(Bookshop::close);
    }

    @Override
    public Bookshop bare() {
        return started.get(0);
    }

    @Override
    public Bookshop guarded() {
        return started.get(1);
    }
}
