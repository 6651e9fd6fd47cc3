/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.backstop.filter.database.DatabaseFailure;
import dev.backstop.filter.database.Driver;
import dev.backstop.filter.database.FailureKind;
import dev.backstop.filter.settings.Settings;
import dev.backstop.filter.settings.SettingsReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IncidentLogTest {
    private static final Pattern LEFT_OUT = Pattern.compile("incidents left out count=(\\d+) like=\"(.*)\"");
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.backstop.incident");
    private final Level levelBefore = logger.getLevel();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final ManualTimer timer = new ManualTimer();

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(levelBefore);
    }

    // ---- one incident

    @Test
    void writesOneLineOfKeysAndValues() {
        log().report(Incidents.of(Incidents.failureAt("Orders", 42)));

        assertEquals(
                List.of("incident id=01k4qz7xw-8m2c5v9e fault=uncaught-exception outcome=answered status=500 method=GET"
                        + " path=/orders/7 duration=12ms exception=java.lang.IllegalStateException"
                        + " at=shop.Orders.total(Orders.java:42)"),
                lines());
    }

    @Test
    void writesNoExceptionWhereThereIsNone() {
        log().report(Incidents.of(new Fault.ReportedError(503, "secret\nmessage"), Outcome.ANSWERED));

        assertEquals(
                List.of("incident id=01k4qz7xw-8m2c5v9e fault=reported-error outcome=answered status=500 method=GET"
                        + " path=/orders/7 duration=12ms"),
                lines());
    }

    @Test
    void writesNoPlaceWhereTheJvmLeftItOut() {
        RuntimeException failure = Incidents.failureAt("Orders", 42);
        failure.setStackTrace(new StackTraceElement[0]);

        log().report(Incidents.of(failure));

        assertTrue(lines().get(0).endsWith(" exception=java.lang.IllegalStateException"), lines().get(0));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void warnsWhereTheClientWasAnsweredAndSaysErrorWhereNot(Outcome outcome) {
        log().report(Incidents.of(new Fault.UncaughtException(new RuntimeException("x")), outcome));

        boolean answered = outcome != Outcome.BROKEN_OFF && outcome != Outcome.FAILED;
        assertEquals(answered ? Level.WARN : Level.ERROR, appender.list.get(0).getLevel());
        assertTrue(lines().get(0).contains(" outcome=" + outcome + " "), lines().get(0));
    }

    /** Where the exception goes on to the container, the container prints it. */
    @ParameterizedTest
    @EnumSource(Outcome.class)
    void printsTheStackTraceUnlessTheContainerDoes(Outcome outcome) {
        log().report(Incidents.of(new Fault.UncaughtException(new RuntimeException("x")), outcome));

        boolean containers = outcome == Outcome.ERROR_PAGE || outcome == Outcome.LEFT_TO_CONTAINER;
        assertEquals(containers, appender.list.get(0).getThrowableProxy() == null);
    }

    @Test
    void printsNoStackTracesWhenToldSo() {
        log(Map.of("backstop.log.stack-traces", "false")).report(Incidents.of(new RuntimeException("x")));

        assertEquals(1, lines().size());
        assertNull(appender.list.get(0).getThrowableProxy());
    }

    @Test
    void writesNothingWithALimitOfNought() {
        IncidentLog log = log(Map.of("backstop.log.limit", "0"));

        for (int i = 0; i < 100; i++) {
            log.report(Incidents.of(new RuntimeException("x")));
        }
        timer.advance(WINDOW.multipliedBy(2));
        log.flush();

        assertEquals(List.of(), lines());
    }

    @Test
    void tellsOfAClientThatIsGoneForThoseWhoSearch() {
        IncidentLog log = log();

        log.clientGone("GET", "/a\nb", new IOException("Broken pipe"));
        logger.setLevel(Level.INFO);
        log.clientGone("GET", "/a", new IOException("Broken pipe"));

        assertEquals(List.of("client gone method=GET path=/a\\u000ab exception=java.io.IOException"), lines());
        assertEquals(Level.DEBUG, appender.list.get(0).getLevel());
    }

    // ---- the limit

    @Test
    void printsTheStackTraceOfARepeatedFaultOncePerTenSeconds() {
        IncidentLog log = log();
        for (int window = 0; window < 3; window++) {
            for (int i = 0; i < 5; i++) {
                log.report(Incidents.of(Incidents.failureAt("Orders", 42)));
            }
            timer.advance(WINDOW);
        }

        List<Boolean> traced = appender.list.stream()
                .map(event -> event.getThrowableProxy() != null)
                .toList();
        assertEquals(15, traced.size());
        for (int i = 0; i < 15; i++) {
            assertEquals(i % 5 == 0, traced.get(i), "line " + i);
        }
    }

    @Test
    void countsWhatIsBeyondTheLimitAndTellsTheCount() {
        IncidentLog log = log(Map.of("backstop.log.limit", "3"));

        for (int i = 0; i < 1000; i++) {
            log.report(Incidents.of(Incidents.failureAt("Orders", 42)));
        }
        assertEquals(3, lines().size());
        timer.advance(WINDOW);

        assertEquals(4, lines().size());
        assertEquals(
                "incidents left out count=997 like=\"uncaught-exception java.lang.IllegalStateException at"
                        + " shop.Orders.total(Orders.java:42)\"",
                lines().get(3));
        assertEquals(Level.WARN, appender.list.get(3).getLevel());
    }

    @Test
    void tellsTheCountWhenTheTenSecondsAreOverAndNotLater() {
        IncidentLog log = log(Map.of("backstop.log.limit", "1"));

        log.report(Incidents.of(Incidents.failureAt("Orders", 42)));
        timer.advance(Duration.ofSeconds(9));
        log.report(Incidents.of(Incidents.failureAt("Orders", 42)));
        timer.advance(Duration.ofMillis(999));
        assertEquals(1, lines().size());
        timer.advance(Duration.ofMillis(1));

        assertEquals(2, lines().size());
        assertEquals(1, leftOut());
    }

    @Test
    void startsAnewAfterTheTenSeconds() {
        IncidentLog log = log(Map.of("backstop.log.limit", "1"));

        for (int i = 0; i < 4; i++) {
            log.report(Incidents.of(Incidents.failureAt("Orders", 42)));
            timer.advance(WINDOW);
        }

        assertEquals(4, lines().size());
        assertEquals(0, leftOut());
    }

    /** The end of one window must not cut the next one short. */
    @Test
    void keepsToTheLimitAsLongAsTheFaultGoesOn() {
        IncidentLog log = log(Map.of("backstop.log.limit", "10"));
        int reports = 100_000;

        for (int i = 0; i < reports; i++) {
            log.report(Incidents.of(Incidents.failureAt("Orders", 42)));
            timer.advance(Duration.ofMillis(1));
        }
        timer.advance(WINDOW);

        List<String> incidents =
                lines().stream().filter(line -> line.startsWith("incident ")).toList();
        assertTrue(incidents.size() <= 11 * 10, incidents.size() + " lines in 100 s");
        assertEquals(reports, incidents.size() + leftOut());
    }

    @Test
    void limitsEachFaultByItself() {
        IncidentLog log = log(Map.of("backstop.log.limit", "1"));
        List<Incident> different = List.of(
                Incidents.of(Incidents.failureAt("Orders", 42)),
                Incidents.of(Incidents.failureAt("Orders", 43)),
                Incidents.of(Incidents.failureAt("Prices", 42)),
                Incidents.of(new Fault.OutOfMemory(Incidents.failureAt("Orders", 42)), Outcome.ANSWERED),
                Incidents.of(new Fault.FailedErrorPage(404, Incidents.failureAt("Orders", 42)), Outcome.ANSWERED),
                Incidents.of(new Fault.ReportedError(500, null), Outcome.ANSWERED),
                Incidents.of(new Fault.ReportedError(503, null), Outcome.ANSWERED));

        for (int i = 0; i < 3; i++) {
            different.forEach(log::report);
        }

        assertEquals(different.size(), lines().size());
    }

    /** They may come from the same line of a driver's. */
    @Test
    void limitsEachKindOfDatabaseFailureByItself() {
        IncidentLog log = log(Map.of("backstop.log.limit", "1"));

        for (FailureKind kind : FailureKind.values()) {
            DatabaseFailure failure = new DatabaseFailure(kind, null, 0, Driver.OTHER, null);
            Fault fault = new Fault.Database(failure, Incidents.failureAt("Orders", 42));
            log.report(Incidents.of(fault, Outcome.ANSWERED));
        }

        assertEquals(FailureKind.values().length, lines().size());
    }

    /** The name of a pool is the application's. */
    @Test
    void letsNoNameOfAPoolForgeAField() {
        DatabaseFailure failure =
                new DatabaseFailure(FailureKind.POOL_EXHAUSTED, null, 0, Driver.OTHER, "orders outcome=answered\n");
        log().report(Incidents.of(new Fault.Database(failure, Incidents.failureAt("Orders", 42)), Outcome.ANSWERED));

        assertTrue(
                lines().get(0)
                        .contains(
                                " kind=pool-exhausted pool=orders\\u0020outcome\\u003danswered\\u000a outcome=answered "),
                lines().get(0));
    }

    @Test
    void takesTheSameFaultWithAnotherMessageForTheSame() {
        IncidentLog log = log(Map.of("backstop.log.limit", "1"));

        log.report(Incidents.of(new Fault.ReportedError(500, "order 7"), Outcome.ANSWERED));
        log.report(Incidents.of(new Fault.ReportedError(500, "order 8"), Outcome.ANSWERED));

        assertEquals(1, lines().size());
    }

    @Test
    void boundsTheNumberOfFaultsThatItKeeps() {
        IncidentLog log = log(Map.of("backstop.log.limit", "2"));

        for (int i = 0; i < 2000; i++) {
            log.report(Incidents.of(Incidents.failureAt("Orders", i)));
        }
        int written = lines().size();
        log.flush();

        assertEquals(256 + 2, written);
        assertEquals(2000, written + leftOut());
        assertTrue(lines().get(lines().size() - 1).endsWith("like=\"other faults\""), lines().toString());
    }

    @Test
    void hasRoomForNewFaultsWhenOldOnesAreOver() {
        IncidentLog log = log(Map.of("backstop.log.limit", "1"));
        for (int i = 0; i < 256; i++) {
            log.report(Incidents.of(Incidents.failureAt("Orders", i)));
        }
        timer.advance(WINDOW);

        for (int i = 1000; i < 1100; i++) {
            log.report(Incidents.of(Incidents.failureAt("Orders", i)));
        }

        assertEquals(256 + 100, lines().size());
    }

    @Test
    void tellsTheCountsAtOnceWhenTheFilterEnds() {
        IncidentLog log = log(Map.of("backstop.log.limit", "1"));
        timer.shutdown();

        for (int i = 0; i < 5; i++) {
            log.report(Incidents.of(Incidents.failureAt("Orders", 42)));
        }
        log.flush();

        assertEquals(4, leftOut());
        log.flush();
        assertEquals(4, leftOut());
    }

    @Test
    void losesNoCountAmongThreads() throws Exception {
        int threads = 8;
        int each = 20_000;
        AtomicLong nanos = new AtomicLong();
        // Each look at the clock takes a millisecond: hundreds of windows begin and end.
        IncidentLog log =
                new IncidentLog(settings(Map.of("backstop.log.limit", "2")), timer, () -> nanos.addAndGet(1_000_000));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        try {
            List<Future<?>> reporting = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                reporting.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        log.report(Incidents.of(Incidents.failureAt("Orders", i % 3)));
                    }
                    return null;
                }));
            }
            Future<?> closing = pool.submit(() -> {
                start.await();
                for (int i = 0; i < 200; i++) {
                    timer.advance(Duration.ofSeconds(1));
                    log.flush();
                }
                return null;
            });
            start.countDown();
            for (Future<?> done : reporting) {
                done.get();
            }
            closing.get();
        } finally {
            pool.shutdownNow();
        }
        timer.advance(WINDOW);
        log.flush();

        long written =
                lines().stream().filter(line -> line.startsWith("incident ")).count();
        assertEquals((long) threads * each, written + leftOut());
        assertTrue(leftOut() > 0);
    }

    // ---- forgery

    @Test
    void letsNoPathOrMethodForgeALine() {
        PatternLayout layout = layout();
        for (String separator : Incidents.SEPARATORS) {
            appender.list.clear();
            String forged = "x" + separator + "incident id=forged status=200 \"quoted\" path=/elsewhere";
            log().report(Incidents.of("GET" + forged, "/" + forged));

            String line = lines().get(0);
            assertEquals(1, line.lines().count(), line);
            assertFalse(line.codePoints().anyMatch(c -> c < 0x20 || c > 0x7e), line);
            assertEquals(9, line.split(" ").length - 1, line);
            assertEquals(1, line.split(" id=", -1).length - 1, line);
            assertEquals(1, line.split(" path=", -1).length - 1, line);
            assertFalse(layout.doLayout(appender.list.get(0)).lines().skip(1).anyMatch(this::isForged), line);
        }
    }

    @Test
    void letsNoMessageOfAnExceptionForgeALine() {
        PatternLayout layout = layout();
        for (String separator : Incidents.SEPARATORS) {
            appender.list.clear();
            String message = "oops" + separator + "incident id=forged";
            Exception failure = new IllegalStateException(message, new IllegalArgumentException(message));
            failure.addSuppressed(new IOException(message, new IOException(message)));
            log().report(Incidents.of(failure));

            assertNotNull(appender.list.get(0).getThrowableProxy());
            String printed = layout.doLayout(appender.list.get(0));
            assertFalse(
                    printed.split("[\\n\\r\\x{85}\\x{2028}\\x{2029}]", 2)[1]
                            .lines()
                            .anyMatch(this::isForged),
                    printed);
            assertFalse(
                    printed.codePoints()
                            .anyMatch(c -> c != '\n'
                                    && c != '\t'
                                    && (Character.isISOControl(c) || c == 0x2028 || c == 0x2029)),
                    printed);
        }
    }

    private boolean isForged(String line) {
        return line.startsWith("incident ");
    }

    private PatternLayout layout() {
        PatternLayout layout = new PatternLayout();
        layout.setContext(logger.getLoggerContext());
        layout.setPattern("%msg%n%ex");
        layout.start();
        return layout;
    }

    // ---- helpers

    private IncidentLog log() {
        return log(Map.of());
    }

    private IncidentLog log(Map<String, String> settings) {
        return new IncidentLog(settings(settings), timer, timer::nanoTime);
    }

    private static Settings settings(Map<String, String> settings) {
        return new SettingsReader(settings, Map.of(), Map.of()).read().settings();
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** The sum of the counts that were told. */
    private long leftOut() {
        return lines().stream()
                .map(LEFT_OUT::matcher)
                .filter(Matcher::matches)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .sum();
    }
}
