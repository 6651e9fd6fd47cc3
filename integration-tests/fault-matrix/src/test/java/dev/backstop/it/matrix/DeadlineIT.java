/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.SlowVisitor.Range;
import dev.backstop.it.matrix.SlowVisitor.Visit;
import dev.backstop.it.webapp.Intent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Thousands of pages that are ready shortly before the deadline, shortly after it, and at the very moment: whoever asks gets one
 * whole response, either the page or the 503.
 */
@Isolated("measures time")
class DeadlineIT {

    private static final int REQUESTS = 10_000;
    private static final int VISITORS = 100;
    private static final List<Route> ROUTES = List.of(Route.DIRECT, Route.NGINX, Route.HAPROXY);
    private static final int VISITS = REQUESTS / Container.values().length / ROUTES.size() / VISITORS + 1;
    private static final Range MILLIS = new Range(200, 400);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);
    private static final Map<String, String> SETTINGS =
            Map.of("backstop.deadline", "300ms", "backstop.log.limit", "100000");

    @ParameterizedTest
    @EnumSource
    void everybodyGetsOneWholeResponse(Container container) throws Exception {
        Setup setup = new Setup(
                container, Guarding.GUARDED, container.label() + "-deadline", SETTINGS, ROUTES, ProxyLimits.RAISED);
        try (Installation installation = Installation.start(setup)) {
            // A hundred at once are too much for a JVM that has not loaded its classes yet.
            visit(installation.port(Route.DIRECT), 1);
            for (Route route : ROUTES) {
                if (route.isAvailable()) {
                    IncidentLog incidents = installation.incidents();
                    int known = incidents.lines().size();
                    List<Visit> visits = visit(installation.port(route), VISITORS);
                    assertEachWhole(visits, route);
                    assertEachLogged(visits, incidents, known);
                }
            }
            assertEquals(List.of(), OwnFailures.in(installation.log()));
        }
    }

    private static List<Visit> visit(int port, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        List<SlowVisitor> visitors = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                visitors.add(new SlowVisitor(port, i, VISITS, MILLIS));
            }
            List<Visit> visits = new ArrayList<>();
            for (Future<List<Visit>> future : threads.invokeAll(visitors)) {
                visits.addAll(future.get());
            }
            return visits;
        } finally {
            threads.shutdownNow();
            for (SlowVisitor visitor : visitors) {
                visitor.close();
            }
        }
    }

    private static void assertEachWhole(List<Visit> visits, Route route) {
        List<String> wrong = visits.stream()
                .filter(visit -> !isPage(visit) && !isAnswer(visit))
                .map(visit -> visit.path() + ": " + visit.response().summary())
                .toList();
        long answers = visits.stream().filter(DeadlineIT::isAnswer).count();

        assertEquals(List.of(), wrong, route.label());
        assertTrue(answers > 0 && answers < visits.size(), () -> answers + " of " + visits.size() + " came too late");
    }

    private static boolean isPage(Visit visit) {
        return visit.response().isComplete()
                && MeantPage.complaints(Intent.page(visit.page()), visit.response())
                        .isEmpty();
    }

    private static boolean isAnswer(Visit visit) {
        FaultCase late = FaultCase.late("slow", RawRequest.get(visit.path()));
        return new FaultJudge(Guarding.GUARDED).judge(late, visit.response()).verdict() == Verdict.CLEAN;
    }

    /** Each answer has a line of its own, and there is none without an answer. */
    private static void assertEachLogged(List<Visit> visits, IncidentLog incidents, int known) throws IOException {
        Set<String> answers = visits.stream()
                .filter(DeadlineIT::isAnswer)
                .map(visit -> visit.response().header("X-Incident-Id").orElse(""))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> logged = incidents.awaitAfter(known, line -> true, answers.size(), LOG_PATIENCE).stream()
                .collect(Collectors.toMap(line -> line.replaceFirst(".* id=(\\S+) .*", "$1"), line -> line));
        List<String> unseen = logged.entrySet().stream()
                .filter(line -> !answers.contains(line.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        answers.removeAll(logged.keySet());

        assertEquals(List.of(), unseen, "logged, and seen by nobody");
        assertEquals(Set.of(), answers, "seen, and not logged");
        assertTrue(logged.values().stream().allMatch(line -> line.contains(" fault=deadline outcome=answered ")));
    }
}
