/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Errors that the application, or Spring Boot's error page, answers itself: byte for byte, only that nobody may keep them. */
interface OwnErrors extends Twins {

    @ParameterizedTest
    @CsvSource({
        "/books/9780141439518/price, 503",
        "/books/9780141439518/reviews, 500",
        "/faults/throws, 500",
        "/faults/reported, 503",
        "/deferred/error, 500",
        "/future/throws, 500",
        "/callable/throws, 500",
        "/stream/throws, 500",
        "/events/error, 500"
    })
    default void anErrorOfTheApplicationStays(String path, int status) throws Throwable {
        for (String accept : List.of("application/json", "text/html", "*/*")) {
            RawResponse response = assertSameError(RawRequest.get(path).with("Accept", accept));

            assertEquals(status, response.status());
            assertFalse(response.text().contains("secret"), response.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/deferred/times-out", "/events/times-out"})
    default void aTimeOutOfTheApplicationsOwnIsAnsweredByTheErrorPage(String path) throws Throwable {
        assertEquals(503, assertSameError(RawRequest.get(path)).status());
    }

    @Test
    default void aTimeOutOfAWebAsyncTaskIsAnsweredByTheErrorPage() throws Throwable {
        try {
            RawResponse response = assertSameError(RawRequest.get("/callable/times-out/unhandled"));

            assertEquals(503, response.status());
        } finally {
            bare().open("unhandled");
            guarded().open("unhandled");
        }
    }

    private RawResponse assertSameError(RawRequest request) throws Throwable {
        Answers answers = exchange(request);
        RawResponse guarded = answers.guarded();

        assertTrue(guarded.isComplete(), guarded.toString());
        assertEquals(List.of(), guarded.values("X-Incident-Id"), guarded.toString());
        String[] noStore = answers.bare().header("Cache-Control").isPresent()
                ? new String[0]
                : new String[] {"cache-control: no-store"};
        assertEquals(List.of(), Difference.between(answers.bare(), guarded, noStore), request.toString());
        return guarded;
    }
}
