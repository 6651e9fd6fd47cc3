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
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What works is the same with Backstop as without, and no incident. */
interface HealthyPages extends Twins {

    @ParameterizedTest
    @EnumSource(HealthyPage.class)
    default void aHealthyPageIsTheSame(HealthyPage page) throws Throwable {
        assertSame(page.request());
    }

    @ParameterizedTest
    @EnumSource(HealthyPage.class)
    default void aHealthyPageIsTheSameWhereCompressionIsWelcome(HealthyPage page) throws Throwable {
        assertSame(page.request().with("Accept-Encoding", "gzip"));
    }

    @Test
    default void aWebAsyncTaskAnswersItsOwnTimeOut() throws Throwable {
        try {
            RawResponse response = assertSame(RawRequest.get("/callable/fallback/own-time-out"));

            assertEquals("fallback", response.text());
        } finally {
            bare().open("own-time-out");
            guarded().open("own-time-out");
        }
    }

    @Test
    default void aBookIsAddedAndRemoved() throws Throwable {
        String book = "/books/9780140447934";
        RawRequest add = RawRequest.of("POST", "/books")
                .with("Content-Type", "application/json")
                .body("{\"isbn\":\"9780140447934\",\"title\":\"War and Peace\",\"pages\":2}");

        assertEquals(201, assertSame(add).status());
        assertEquals(200, assertSame(RawRequest.get(book)).status());
        assertEquals(204, assertSame(RawRequest.of("DELETE", book)).status());
        assertEquals(404, assertSame(RawRequest.get(book)).status());
    }

    @Test
    default void aSessionGoesOn() throws Throwable {
        RawRequest visit = RawRequest.get("/pages/session");
        assertSame(visit);

        for (Bookshop bookshop : List.of(bare(), guarded())) {
            String cookie = bookshop.exchange(visit).header("Set-Cookie").orElseThrow();
            RawResponse second = bookshop.exchange(visit.with("Cookie", cookie.split(";", 2)[0]));

            assertEquals("{\"visits\":2}", second.text());
            assertEquals(List.of(), second.values("Set-Cookie"));
        }
    }

    private RawResponse assertSame(RawRequest request) throws Throwable {
        int incidents = guarded().log().incidents(request.target()).size();

        Answers answers = exchange(request);

        assertEquals(List.of(), Difference.between(answers.bare(), answers.guarded()), request.toString());
        assertEquals(incidents, guarded().log().incidents(request.target()).size());
        return answers.guarded();
    }
}
