/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The filter as its container and its operator see it. */
class BackstopFilterTest {
    private static final GuardedServer.Service FAILS = (request, response) -> {
        throw new IllegalStateException("secret");
    };

    private final Logger logger = (Logger) LoggerFactory.getLogger(BackstopFilter.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void saysOnceWithWhichSettingsItIsOn() throws Exception {
        try (GuardedServer server = started(Map.of("backstop.retry-after", "1m"))) {
            server.get("/");

            assertEquals(List.of("Backstop is on, with backstop.retry-after=PT1M"), lines(Level.INFO));
        }
    }

    @Test
    void runsWithTheDefaultAndSaysAllThatIsWrongAtOnceWhenSettingsAreBad() throws Exception {
        Map<String, String> bad =
                Map.of("backstop.retry-after", "soon", "backstop.hold.time", "9h", "backstop.bufer-size", "1k");
        try (GuardedServer server = started(bad)) {
            assertEquals(500, server.get("/").status());

            assertEquals(1, lines(Level.ERROR).size());
            String errors = lines(Level.ERROR).get(0);
            assertTrue(errors.contains("init-param backstop.retry-after = 'soon'"), errors);
            assertTrue(errors.contains("init-param backstop.hold.time = '9h'"), errors);
            assertEquals(1, lines(Level.WARN).size());
            assertTrue(
                    lines(Level.WARN).get(0).contains("did you mean 'backstop.buffer-size'?"),
                    lines(Level.WARN).get(0));
        }
    }

    @Test
    void passesEverythingThroughWhenSwitchedOff() throws Exception {
        try (GuardedServer server = started(Map.of("backstop.enabled", "false"))) {
            assertNull(server.get("/").header("X-Incident-Id"));
            assertEquals(List.of("Backstop is switched off: backstop.enabled=false"), lines(Level.INFO));
        }
    }

    @Test
    void leavesExcludedPathsAlone() throws Exception {
        try (GuardedServer server = started(Map.of("backstop.exclude", "/raw/*, *.raw"))) {
            assertNull(server.get("/raw/x").header("X-Incident-Id"));
            assertNull(server.get("/raw").header("X-Incident-Id"));
            assertNull(server.get("/a.raw").header("X-Incident-Id"));
            assertNotNull(server.get("/rawest").header("X-Incident-Id"));
        }
    }

    @Test
    void mapsFaultsToTheStatusesThatAreSet() throws Exception {
        try (GuardedServer server =
                started(Map.of("backstop.exceptions.status", "503", "backstop.retry-after", "1s"))) {
            RawResponse response = server.get("/");

            assertEquals(503, response.status());
            assertEquals("1", response.header("Retry-After"));
        }
    }

    @Test
    void answersFromThePreparedOnesWhenThereIsNoMemoryForAnother() throws Exception {
        try (GuardedServer server = GuardedServer.with(Map.of())
                .outermost(ForgetfulFilter.class)
                .serve("/*", (request, response) -> {
                    throw new OutOfMemoryError("real");
                })
                .start()) {
            RawResponse response = server.get("/");

            assertEquals(503, response.status());
            assertTrue(response.complete());
            assertTrue(response.body().contains("\"incident\":\"" + response.header("X-Incident-Id") + "\""));
            assertEquals(1, server.incidents().size());
            assertTrue(server.incidents()
                    .get(0)
                    .contains("id=" + response.header("X-Incident-Id") + " fault=out-of-memory"));
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        try (GuardedServer server = started(Map.of())) {
            server.get("/");
        }
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("backstop-"))
                        .anyMatch(BackstopFilterTest::outlives),
                "a thread outlives its filter");
    }

    private static boolean outlives(Thread thread) {
        try {
            thread.join(5000);
            return thread.isAlive();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GuardedServer started(Map<String, String> settings) throws Exception {
        return GuardedServer.with(settings).serve("/*", FAILS).start();
    }

    private List<String> lines(Level level) {
        return log.list.stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
