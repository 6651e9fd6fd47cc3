/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import dev.backstop.it.webapp.TaskWay;
import dev.backstop.it.wire.RawResponse;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A task fails on a thread of the application's own that was to answer an asynchronous request. */
class TaskIT {
    /** Nothing but the task's own failure can be the reason of an answer before that. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String DEADLINE = "deadline=30s";

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(Container.class)
    void answersAtOnceWhatNobodyElseWillAnswer(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent(DEADLINE));
        server.awaitJdkWoven();

        for (TaskWay way : TaskWay.values()) {
            if (!way.isAnswered()) {
                long begin = System.nanoTime();
                RawResponse response = server.get(path(way));
                assertEquals(500, response.status(), way::toString);
                Answers.assertBackstops(response, 500);
                assertTrue(System.nanoTime() - begin < SOON.toNanos(), way + " waited for its deadline");
            }
        }
        assertTrue(!server.err().await("fault=uncaught-exception").isEmpty(), server::toString);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void leavesWhatTheApplicationAnswersByItself(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent(DEADLINE));
        server.awaitJdkWoven();

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
}
