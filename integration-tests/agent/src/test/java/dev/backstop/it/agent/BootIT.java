/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import dev.backstop.it.wire.RawRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Spring Boot brings its own container, its own logging, and the filter where that is on the class path. */
class BootIT {
    private static final String AUTO_CONFIGURATION = "dev.backstop.filter.spring.BackstopAutoConfiguration";
    /** A line of logback's, as Spring Boot has it. */
    private static final String LOGGED = "\\S+ +WARN \\d+ --- \\[.*\\] dev\\.backstop\\.incident +: incident id=.*";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(BootApplication.class)
    void addsNoFilterWhereTheApplicationHasConfiguredIt(BootApplication application) throws Exception {
        Jvm server = jvms.serve(application.withFilter().agent());

        assertEquals(Integer.MIN_VALUE + " ", server.get("/registration").text().substring(0, 12));
        assertAnswered(server, "/filter");
        assertAnswered(server, "/out-of-memory");
        assertEquals(List.of(), server.err().lines("the filter is in front"));
        assertEquals(2, server.out().lines("incident id=").size(), server::toString);
    }

    @ParameterizedTest
    @EnumSource(BootApplication.class)
    void standsOutsideOfAllFiltersWhereTheConfigurationIsExcluded(BootApplication application) throws Exception {
        Jvm server = jvms.serve(application
                .withFilter()
                .with("-Dspring.autoconfigure.exclude=" + AUTO_CONFIGURATION)
                .agent());

        assertEquals("none", server.get("/registration").text());
        assertInFront(application, server);
    }

    @ParameterizedTest
    @EnumSource(BootApplication.class)
    void standsOutsideOfAllFiltersOfAnApplicationThatKnowsNothingOfIt(BootApplication application) throws Exception {
        assertInFront(application, jvms.serve(application.bare().agent()));
    }

    @ParameterizedTest
    @EnumSource(BootApplication.class)
    void answersAtOnceWhatATaskOfSpringsWasToAnswer(BootApplication application) throws Exception {
        Jvm server = jvms.serve(application.bare().agent("agent.tasks=on,deadline=30s,deadline.headers=X-Timeout-ms"));

        for (String path : List.of("/async-method", "/lost-task")) {
            // The JDK is woven a little after the application has started; before that only the deadline ends it, with
            // 503.
            RawRequest request = RawRequest.get(path).with("X-Timeout-ms", "2000");
            assertTrue(Patience.until(PATIENCE, () -> status(server, request) == 500), () -> path + " on " + server);
        }
    }

    private static int status(Jvm server, RawRequest request) {
        try {
            return server.exchange(request).status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertInFront(BootApplication application, Jvm server) throws IOException {
        assertEquals(
                1, server.err().lines(application.container().filterLine("/")).size(), server::toString);
        assertEquals("fine", server.get("/page").text());
        // Thrown by the filter that Spring Boot has put before all others.
        assertAnswered(server, "/filter");
        assertAnswered(server, "/out-of-memory");
    }

    /** By the filter, which tells of it where the application logs, and there only. */
    private static void assertAnswered(Jvm server, String path) throws IOException {
        var response = server.get(path);
        Answers.assertBackstops(response, 503);
        String id = response.values("X-Incident-Id").get(0);
        List<String> told = server.out().await("incident id=" + id);
        assertEquals(1, told.size(), server::toString);
        assertTrue(told.get(0).matches(LOGGED), told::toString);
        assertEquals(List.of(), server.err().lines("incident id="));
    }
}
