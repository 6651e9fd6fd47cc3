/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Requests that are under way at the same time, because each of them takes as long as a deadline or as somebody's patience. When
 * all have what they get, the application lets go of those that hang.
 */
final class Volley {

    /** More than hang in the guarded application, and fewer than a container has threads. */
    private static final int AT_A_TIME = 48;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    private final Map<FaultCase, Shot> shots = new LinkedHashMap<>();

    private Volley(List<FaultCase> faults, Function<FaultCase, OpenExchange> opener) {
        faults.forEach(fault -> shots.put(fault, new Shot(opener.apply(fault))));
    }

    /**
     * What came of each fault.
     *
     * @param opener makes the exchange that provokes the fault
     * @param release lets go
     */
    static Map<FaultCase, Shot> fire(List<FaultCase> faults, Function<FaultCase, OpenExchange> opener, Runnable release)
            throws Exception {
        Volley volley = new Volley(faults, opener);
        try {
            volley.all(Shot::run);
            release.run();
            volley.all(Shot::runOut);
            return volley.shots;
        } finally {
            volley.threads.shutdownNow();
            volley.shots.values().forEach(Shot::close);
        }
    }

    private void all(Consumer<Shot> step) throws Exception {
        List<Future<?>> ends = new ArrayList<>();
        shots.values().forEach(shot -> ends.add(threads.submit(() -> step.accept(shot))));
        for (Future<?> end : ends) {
            end.get();
        }
    }
}
