/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.webapp.Fault.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What can be asked of a response only where no proxy stands between: its lines in the log, its time, its connection. */
final class OriginCheck {

    private static final Duration LOG_PATIENCE = Duration.ofSeconds(3);

    /** Well below the 2 s for which Backstop waits for a body that does not come. */
    private static final Duration DRAINING = Duration.ofMillis(1500);

    private static final Duration DEADLINE_TOLERANCE = Duration.ofSeconds(1);

    private final Container container;
    private final Duration deadline;

    OriginCheck(Container container, Duration deadline) {
        this.container = container;
        this.deadline = deadline;
    }

    void check(FaultCase fault, Trial trial) throws IOException {
        checkLog(fault, trial);
        if (fault.moment() == Moment.AT_DEADLINE) {
            checkTime(trial.took());
        }
        if (fault.isDrainable()) {
            checkDraining(trial);
        }
    }

    private static void checkLog(FaultCase fault, Trial trial) throws IOException {
        int expected = fault.incidents(trial.response());
        List<String> logged = trial.lines().await(expected, LOG_PATIENCE).stream()
                // That a header block is large is told now and then, and nothing was done about it.
                .filter(line -> !line.contains(" outcome=reported "))
                .toList();
        String id = trial.response().header("X-Incident-Id").orElse("");

        assertEquals(expected, logged.size(), () -> "incident lines " + logged);
        if (!logged.isEmpty()) {
            assertTrue(logged.stream().anyMatch(line -> line.contains("id=" + id)), () -> "id " + id + " in " + logged);
        }
        // Whatever the deadline ends was lost before: it must not stand in for an answer that was due at once.
        assertEquals(
                fault.moment() == Moment.AT_DEADLINE,
                logged.stream().anyMatch(line -> line.contains(" fault=deadline ")),
                () -> "fault=deadline in " + logged);
    }

    private void checkTime(Duration took) {
        assertTrue(
                took.compareTo(deadline) >= 0 && took.compareTo(deadline.plus(DEADLINE_TOLERANCE)) < 0,
                () -> took.toMillis() + " ms, the deadline being " + deadline.toMillis() + " ms");
    }

    private void checkDraining(Trial trial) {
        assertTrue(
                trial.took().compareTo(DRAINING) < 0,
                () -> "waited for a body that was there: " + trial.took().toMillis() + " ms");
        // Tomcat closes after any 500 and 503, whoever wrote it.
        assertEquals(container.isTomcat(), trial.response().closesConnection(), "Connection: close");
    }
}
