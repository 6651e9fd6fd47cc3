/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import dev.backstop.it.wire.RawResponse.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever hangs is answered at the deadline, or broken off where its beginning has left. */
interface Deadlines extends Twins {
    /** So much may a busy machine add, and no more: a proxy would not wait, nor does anything else answer in this time. */
    Duration SLACK = Duration.ofSeconds(10);

    @Test
    default void hangsAreAnsweredWhileTheyGoOn() {
        AtOnce.check(
                path -> {
                    String gate = gate(path);
                    try {
                        RawResponse response = answeredAtTheDeadline(path);

                        Answer.assertAnswered(guarded(), response, 503, "deadline");
                        assertTrue(guarded().hangsAt(gate));
                    } finally {
                        guarded().open(gate);
                    }
                    assertTrue(Patience.until(SLACK, () -> !guarded().hangsAt(gate)));
                    assertEquals(1, guarded().log().incidents(path).size());
                },
                "/faults/hangs/deadline-1",
                "/faults/hangs-and-writes/deadline-2",
                "/callable/hangs/deadline-3",
                "/stream/hangs/deadline-4");
    }

    @Test
    default void resultsThatNobodySetsAreAnswered() {
        AtOnce.check(
                path -> Answer.assertAnswered(guarded(), answeredAtTheDeadline(path), 503, "deadline"),
                "/deferred/never",
                "/deferred/never/0",
                "/deferred/never/-1",
                "/deferred/lost",
                "/future/never",
                "/events/never");
    }

    @Test
    default void aLongerTimeOutThatTheApplicationHasSetItselfCounts() throws IOException {
        long start = System.nanoTime();

        RawResponse response = guarded().get("/deferred/never/3000");

        assertFalse(
                since(start).compareTo(Duration.ofSeconds(3)) < 0, since(start).toString());
        assertEquals(503, response.status());
        assertTrue(response.isComplete(), response.toString());
        assertTrue(response.text().contains("\"path\":\"/deferred/never/3000\""), response.text());
        assertEquals(List.of(), guarded().log().incidents("/deferred/never/3000"));
    }

    @Test
    default void whatIsWrittenAfterTheDeadlineReachesNobody() {
        AtOnce.check(
                path -> {
                    try (RawConnection connection = guarded().connect()) {
                        RawResponse response = connection.exchange(RawRequest.get(path));
                        guarded().open(gate(path));

                        assertEquals(503, response.status());
                        assertEquals("refused", guarded().outcomeAt(gate(path)));
                        RawResponse next = connection.exchange(RawRequest.get("/pages/text"));
                        if (response.values("Connection").isEmpty()) {
                            assertEquals(200, next.status(), next.toString());
                            assertTrue(next.isComplete(), next.toString());
                        } else {
                            assertEquals("", next.statusLine());
                        }
                    }
                },
                "/faults/hangs-and-writes/late-1",
                "/stream/hangs/late-2");
    }

    /** Or the proxy, which takes the connection for its next request, has to wait for what hangs. */
    @Test
    default void theNextRequestDoesNotWaitForTheOneThatHangs() throws IOException {
        try (RawConnection connection = guarded().connect()) {
            RawResponse answer = connection.exchange(RawRequest.get("/faults/hangs/next"));
            assertEquals(503, answer.status());

            RawResponse next = answer.header("Connection").orElse("").equals("close")
                    ? guarded().get("/pages/text")
                    : connection.exchange(RawRequest.get("/pages/text"));

            assertEquals(200, next.status(), next.toString());
            assertTrue(guarded().hangsAt("next"));
        } finally {
            guarded().open("next");
        }
    }

    @Test
    default void responsesThatHangInTheMiddleAreVisiblyBrokenOff() {
        AtOnce.check(
                path -> {
                    try {
                        RawResponse response = answeredAtTheDeadline(path);

                        assertEquals(200, response.status());
                        // Not all of 100 KiB: what its stream keeps back has not left, and the last chunk is not whole.
                        assertTrue(response.body().length > 50 * 1024, response.toString());
                        assertTrue(List.of(Ending.CUT, Ending.RESET).contains(response.ending()), response.toString());
                        List<String> incidents =
                                guarded().log().await("fault=deadline outcome=broken-off", "path=" + path + " ");
                        assertEquals(1, incidents.size(), incidents.toString());
                    } finally {
                        guarded().open(gate(path));
                    }
                },
                "/faults/hangs-late/cut-1",
                "/stream/hangs-late/cut-2");
    }

    @Test
    default void everybodyIsAnsweredWhileThePoolOfConnectionsIsEmptyAndServedAfterwards() throws IOException {
        try {
            AtOnce.check(
                    visitor -> Answer.assertAnswered(guarded(), answeredAtTheDeadline("/stock/pool"), 503, "deadline"),
                    // Four get a connection of the pool, and two wait for one.
                    1,
                    2,
                    3,
                    4,
                    5,
                    6);
            assertEquals(4, guarded().json("/gates/pool").path("waiting").asInt(0));
        } finally {
            guarded().open("pool");
        }
        RawResponse stock = guarded().get("/stock/pool");
        assertEquals(200, stock.status(), stock.toString());
        assertEquals("UP", guarded().json("/actuator/health").path("status").asString(""));
    }

    private static String gate(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private RawResponse answeredAtTheDeadline(String path) throws IOException {
        long start = System.nanoTime();
        RawResponse response = guarded().get(path);
        Duration took = since(start);

        assertFalse(took.compareTo(DEADLINE) < 0, took.toString());
        assertTrue(took.compareTo(DEADLINE.plus(SLACK)) < 0, took.toString());
        return response;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
