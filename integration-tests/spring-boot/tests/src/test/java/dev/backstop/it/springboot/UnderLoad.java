/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.springboot.LoadRequest.Answering;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Visitors of an application, a tenth of whose requests fail. */
interface UnderLoad extends Twins {
    Pattern ID = Pattern.compile("incident id=(\\S+)");

    @Test
    default void healthyVisitsSucceedAndFaultsAreAnsweredOnceEach() throws Exception {
        int active = activeRequests();
        Threads threads = warmedUp(active);
        int incidentsBefore = incidents().size();

        List<Visit> visits = new Load(guarded()).run(8, Duration.ofSeconds(10));

        assertEquals(List.of(), complaints(visits));
        Set<LoadRequest> done = EnumSet.noneOf(LoadRequest.class);
        visits.forEach(visit -> done.add(visit.request()));
        assertEquals(EnumSet.allOf(LoadRequest.class), done);
        assertIncidents(visits, incidentsBefore);
        assertEquals("UP", guarded().json("/actuator/health").path("status").asString(""));
        assertQuiet(active, threads);
    }

    /** With everything loaded and all threads made that are made when they are needed first. */
    private Threads warmedUp(int active) throws IOException {
        AtOnce.check(request -> guarded().exchange(request.request(0)), LoadRequest.values());
        for (int i = 0; i < 16; i++) {
            guarded().get("/callable/value");
        }
        assertTrue(
                Patience.until(Duration.ofSeconds(10), () -> activeRequests() <= active), activeRequests() + " active");
        return Threads.of(guarded());
    }

    private static List<String> complaints(List<Visit> visits) {
        return visits.stream()
                .flatMap(visit -> visit.complaint().stream())
                .limit(10)
                .toList();
    }

    /** One for each answer of Backstop's, with the id that the client has got, and one for each that the error page gave. */
    private void assertIncidents(List<Visit> visits, int before) {
        Set<String> given = new HashSet<>();
        visits.forEach(visit -> given.addAll(visit.response().values("X-Incident-Id")));
        assertEquals(count(visits, Answering.BACKSTOP), given.size());
        long expected = given.size() + count(visits, Answering.ERROR_PAGE);

        Patience.until(Duration.ofSeconds(10), () -> incidents().size() >= before + expected);

        List<String> lines = incidents().subList(before, incidents().size());
        List<String> answered = new ArrayList<>();
        for (String line : lines) {
            Matcher id = ID.matcher(line);
            if (line.contains(" outcome=answered ") && id.find()) {
                answered.add(id.group(1));
            }
        }
        assertEquals(given.size(), answered.size());
        assertEquals(given, new HashSet<>(answered));
        assertEquals(expected, lines.size());
    }

    private List<String> incidents() {
        return guarded().log().lines("incident id=");
    }

    private static long count(List<Visit> visits, Answering answering) {
        return visits.stream()
                .filter(visit -> visit.request().answering() == answering)
                .count();
    }

    /** As before: no request is thought to go on, and no thread is left over. */
    private void assertQuiet(int active, Threads before) {
        assertTrue(
                Patience.until(Duration.ofSeconds(10), () -> activeRequests() <= active), activeRequests() + " active");
        Patience.until(
                Duration.ofSeconds(10),
                () -> Threads.of(guarded()).moreThan(before).isEmpty());
        assertEquals(List.of(), Threads.of(guarded()).moreThan(before));
    }

    /** As Spring Boot's metrics have it: with the one that asks, and with those that other tests have left for ever. */
    private int activeRequests() {
        return guarded()
                .json("/actuator/metrics/http.server.requests.active")
                .path("measurements")
                .path(0)
                .path("value")
                .asInt(0);
    }
}
