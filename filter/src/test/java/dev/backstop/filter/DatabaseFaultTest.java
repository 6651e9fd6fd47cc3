/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.AsyncContext;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A failure of the database is a matter of time: the client is told so, and the log says what it was. */
class DatabaseFaultTest {
    private static final String SECRET = "update customers set card='4111' on db-7.internal";
    private static final String EXHAUSTED =
            "orders - Connection is not available, request timed out after 1000ms (total=1) " + SECRET;

    private static GuardedServer failing(Map<String, String> settings, Exception thrown) throws Exception {
        return GuardedServer.with(settings)
                .serve("/*", (request, response) -> {
                    response.getWriter().print("half a page");
                    throw thrown;
                })
                .start();
    }

    @Test
    void isAnsweredWith503() throws Exception {
        SQLException thrown = new SQLTransientConnectionException(EXHAUSTED);
        try (GuardedServer server = failing(Map.of(), new IllegalStateException(SECRET, thrown))) {
            RawResponse response = server.get("/");

            assertEquals(503, response.status());
            assertTrue(response.complete());
            assertEquals("application/problem+json", response.header("Content-Type"));
            assertEquals("no-store", response.header("Cache-Control"));
            assertRetryAfter(response, 5);
            assertTrue(
                    response.body()
                            .startsWith(
                                    "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                                            + "\"detail\":\"The application's data store is busy just now. Please try again a little later.\","),
                    response.body());
            assertNothingLeaks(response);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            57014 | query-timeout         | 5  | did not answer in time
            55P03 | lock-timeout          | 2  | did not answer in time
            40P01 | deadlock              | 1  | is busy just now
            40001 | serialization-failure | 1  | is busy just now
            53300 | overloaded            | 10 | is busy just now
            08001 | connect-failed        | 10 | cannot be reached just now
            08006 | connection-lost       | 5  | cannot be reached just now
            57P03 | unavailable           | 10 | cannot be reached just now
            25006 | read-only             | 10 |
            53100 | disk-full             | 60 |
            """)
    void saysWhenToTryAgainAndNoMoreThanWhatItMeans(String state, String kind, int seconds, String says)
            throws Exception {
        try (GuardedServer server = failing(Map.of(), new SQLException(SECRET, state))) {
            RawResponse response = server.get("/");

            assertEquals(503, response.status());
            assertRetryAfter(response, seconds);
            String sentence = says == null
                    ? "The application cannot answer this request just now."
                    : "The application's data store " + says + ".";
            assertTrue(response.body().contains("\"detail\":\"" + sentence), response.body());
            assertNothingLeaks(response);
            assertTrue(
                    server.incidents()
                            .get(0)
                            .contains(" fault=database kind=" + kind + " sqlstate=" + state + " outcome"),
                    server.incidents().toString());
        }
    }

    @Test
    void isLoggedWithWhatTheDriverSaidButItsMessage() throws Exception {
        SQLException driver = new SQLException(SECRET, "HY000", 1205);
        driver.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.mariadb.jdbc.export.ExceptionFactory", "create", "ExceptionFactory.java", 1)
        });
        SQLException pool = new SQLTransientConnectionException(EXHAUSTED);
        pool.setNextException(driver);
        try (GuardedServer server = failing(Map.of(), pool)) {
            server.get("/");

            String line = server.incidents().get(0);
            assertTrue(
                    line.contains(
                            " fault=database kind=lock-timeout sqlstate=HY000 code=1205 driver=mariadb pool=orders outcome=answered status=503 "),
                    line);
            assertFalse(line.contains("customers"), line);
        }
    }

    @Test
    void timeOutsGetTheStatusThatIsSet() throws Exception {
        Map<String, String> settings = Map.of("backstop.database.timeout-status", "504");
        try (GuardedServer server = failing(settings, new SQLTimeoutException(SECRET))) {
            RawResponse response = server.get("/");

            assertEquals(504, response.status());
            assertNull(response.header("Retry-After"));
            assertTrue(response.body().contains("\"title\":\"Gateway Timeout\""), response.body());
        }
        try (GuardedServer server = failing(settings, new SQLException(SECRET, "40P01"))) {
            assertEquals(503, server.get("/").status());
        }
    }

    @Test
    void isAnExceptionLikeAnyOtherWhereItIsSwitchedOff() throws Exception {
        try (GuardedServer server = failing(Map.of("backstop.database", "false"), new SQLTimeoutException(SECRET))) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertNull(response.header("Retry-After"));
            assertTrue(server.incidents().get(0).contains(" fault=uncaught-exception outcome=answered status=500 "));
        }
    }

    @Test
    void aMistakeInAStatementStaysABug() throws Exception {
        try (GuardedServer server = failing(Map.of(), new SQLException(SECRET, "42703"))) {
            assertEquals(500, server.get("/").status());
        }
    }

    @Test
    void anOutOfMemoryErrorGoesBeforeIt() throws Exception {
        SQLException thrown = new SQLException(SECRET, "08006");
        thrown.initCause(new OutOfMemoryError());
        try (GuardedServer server = failing(Map.of(), thrown)) {
            assertEquals(503, server.get("/").status());
            assertTrue(server.incidents().get(0).contains(" fault=out-of-memory "));
        }
    }

    @Test
    void theApplicationsOwnErrorPageGoesBeforeIt() throws Exception {
        try (GuardedServer server = GuardedServer.with(Map.of())
                .serve("/*", (request, response) -> {
                    throw new IllegalStateException(new SQLTimeoutException(SECRET));
                })
                .serve("/own", (request, response) -> response.getWriter().print("own page"))
                .errorPage(IllegalStateException.class, "/own")
                .start()) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertEquals("own page", response.body());
            assertTrue(
                    server.incidents()
                            .get(0)
                            .contains(" fault=database kind=query-timeout outcome=error-page status=500 "),
                    server.incidents().toString());
        }
    }

    @Test
    void anErrorPageThatFailsOfItTooIsAnsweredAsIt() throws Exception {
        SQLException lost = new SQLException(SECRET, "08006");
        try (GuardedServer server = withFailingPage(new IllegalStateException(lost), lost)) {
            RawResponse response = server.get("/");

            assertEquals(503, response.status());
            assertRetryAfter(response, 5);
            assertTrue(server.incidents().get(1).contains(" fault=database kind=connection-lost "));
        }
    }

    @Test
    void anErrorPageForABugDoesNotMakeItAFailureOfTheDatabase() throws Exception {
        try (GuardedServer server =
                withFailingPage(new IllegalStateException("a bug"), new SQLException(SECRET, "08006"))) {
            assertEquals(500, server.get("/").status());
            assertTrue(server.incidents().get(1).contains(" fault=failed-error-page "));
        }
    }

    @Test
    void anErrorPageForAMistakeOfTheClientsMayFailOfItToo() throws Exception {
        try (GuardedServer server = withFailingPageFor(404)) {
            assertEquals(503, server.get("/").status());
            assertTrue(server.incidents().get(0).contains(" fault=database "));
        }
    }

    @Test
    void anErrorPageForAReportedErrorKeepsItsStatus() throws Exception {
        try (GuardedServer server = withFailingPageFor(500)) {
            assertEquals(500, server.get("/").status());
            assertTrue(server.incidents().get(0).contains(" fault=failed-error-page "));
        }
    }

    private static GuardedServer withFailingPageFor(int status) throws Exception {
        return GuardedServer.with(Map.of())
                .serve("/*", (request, response) -> response.sendError(status))
                .serve("/own", (request, response) -> {
                    throw new SQLException(SECRET, "08006");
                })
                .errorPage(status, "/own")
                .start();
    }

    private static GuardedServer withFailingPage(Exception thrown, Exception thrownByPage) throws Exception {
        return GuardedServer.with(Map.of())
                .serve("/*", (request, response) -> {
                    throw thrown;
                })
                .serve("/own", (request, response) -> {
                    throw thrownByPage;
                })
                .errorPage(IllegalStateException.class, "/own")
                .start();
    }

    @Test
    void isAnsweredFromAnotherThreadToo() throws Exception {
        GuardedServer.Service starts = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                throw new IllegalStateException(new SQLException(SECRET, "53300"));
            });
        };
        try (GuardedServer server = GuardedServer.of(starts)) {
            RawResponse response = server.get("/");

            assertEquals(503, response.status());
            assertRetryAfter(response, 10);
            assertTrue(server.incidents(1).get(0).contains(" fault=database kind=overloaded "));
        }
    }

    @Test
    void anExceptionThatCannotBeAskedForItsCauseIsAnsweredLikeAnyOther() throws Exception {
        RuntimeException hostile = new RuntimeException(SECRET) {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("mine");
            }
        };
        try (GuardedServer server = failing(Map.of(), hostile)) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertNotNull(response.header("X-Incident-Id"));
            assertNothingLeaks(response);
            assertTrue(server.incidents().get(0).contains(" fault=uncaught-exception outcome=answered "));
        }
    }

    /** Between half and one and a half of it, and never 0. */
    private static void assertRetryAfter(RawResponse response, int seconds) {
        int given = Integer.parseInt(String.valueOf(response.header("Retry-After")));

        assertTrue(
                given >= Math.max(1, seconds - seconds / 2) && given <= seconds + seconds / 2, "Retry-After: " + given);
    }

    private static void assertNothingLeaks(RawResponse response) {
        String everything = response.toString();
        for (String secret :
                List.of("customers", "4111", "db-7", "orders", "java.", "Exception", "SQL", "half a page")) {
            assertFalse(everything.contains(secret), everything);
        }
    }
}
