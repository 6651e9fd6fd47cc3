/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import dev.backstop.it.webapp.TaskWay;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A task fails on a thread of the application's own that was to answer an asynchronous request. */
class TaskIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Nothing but the task's own failure can be the reason of an answer before that. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String DEADLINES = "deadline=30s,deadline.headers=X-Timeout-ms";

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(Container.class)
    void answersAtOnceWhatNobodyElseWillAnswer(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent(DEADLINES));
        awaitTasksFollowed(server);

        for (TaskWay way : TaskWay.values()) {
            if (!way.isAnswered()) {
                long begin = System.nanoTime();
                RawResponse response = server.get(path(way));
                assertEquals(500, response.status(), way::toString);
                Answers.assertBackstops(response, 500);
                assertTrue(System.nanoTime() - begin < SOON.toNanos(), way + " waited for its deadline");
                String id = response.values("X-Incident-Id").get(0);
                String incident = server.err().await("incident id=" + id).get(0);
                assertTrue(incident.contains("fault=uncaught-exception"), incident);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void leavesWhatTheApplicationAnswersByItself(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent(DEADLINES));
        awaitTasksFollowed(server);

        for (TaskWay way : TaskWay.values()) {
            if (way.isAnswered()) {
                RawResponse response = server.get(path(way));
                assertEquals(200, response.status(), () -> way + ": " + response);
                assertEquals("done", response.text(), way::toString);
            }
        }
    }

    private static String path(TaskWay way) {
        return "/task/" + way.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The JDK's executors are woven a little after the application has started; a short deadline ends what is asked before. */
    private static void awaitTasksFollowed(Jvm server) {
        boolean followed = Patience.until(PATIENCE, () -> {
            try {
                RawResponse response =
                        server.exchange(RawRequest.get(path(TaskWay.SUBMIT)).with("X-Timeout-ms", "500"));
                return response.status() == 500;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertTrue(followed, server::toString);
    }
}
