/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/**
 * Commits the faults in one installation, after each of which it serves again, if need be because it was started again. Not safe
 * for use by many threads.
 */
final class Trials {

    /**
     * How they are committed.
     *
     * @param patience for the next byte of the response
     * @param inVolley those that are committed together; all others one by one
     */
    record Manner(Function<FaultCase, Duration> patience, Predicate<FaultCase> inVolley) {}

    private final Installation installation;
    private final Manner manner;
    private final IncidentLog incidents;
    private final Map<Route, Map<FaultCase, Trial>> volleys = new EnumMap<>(Route.class);

    Trials(Installation installation, Manner manner) {
        this.installation = installation;
        this.manner = manner;
        this.incidents = installation.incidents();
    }

    /** What comes of the fault; with the first one of a volley come all of them. */
    Trial of(FaultCase fault, Route route) throws Exception {
        if (!manner.inVolley().test(fault)) {
            return alone(fault, route);
        }
        Map<FaultCase, Trial> volley = volleys.get(route);
        if (volley == null) {
            volley = together(route);
            volleys.put(route, volley);
        }
        return requireNonNull(volley.get(fault), fault::name);
    }

    private Trial alone(FaultCase fault, Route route) throws Exception {
        int known = incidents.lines().size();
        long start = System.nanoTime();
        RawResponse response;
        try {
            response =
                    installation.client(route, manner.patience().apply(fault)).exchangeAndProbe(fault.request());
        } catch (UncheckedIOException e) {
            response = RawResponse.NOTHING;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (fault.exhausts() || !response.isComplete()) {
            revive();
        }
        return new Trial(response, took, (count, atMost) -> incidents.awaitAfter(known, line -> true, count, atMost));
    }

    private Map<FaultCase, Trial> together(Route route) throws Exception {
        List<FaultCase> faults =
                FaultCase.all().stream().filter(manner.inVolley()).toList();
        int known = incidents.lines().size();
        Map<FaultCase, Shot> shots = Volley.fire(
                faults,
                fault -> installation
                        .client(route, manner.patience().apply(fault))
                        .open(fault.request()),
                installation::release);
        revive();
        Map<FaultCase, Trial> trials = new HashMap<>();
        shots.forEach((fault, shot) -> trials.put(fault, trial(fault, shot, known)));
        return trials;
    }

    private Trial trial(FaultCase fault, Shot shot, int known) {
        String path = " path=" + fault.request().path() + ' ';
        return new Trial(
                shot.response(),
                shot.took(),
                (count, atMost) -> incidents.awaitAfter(known, line -> line.contains(path), count, atMost));
    }

    private void revive() throws Exception {
        if (!installation.isHealthy()) {
            installation.restart();
        }
    }
}
