/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawResponse;
import dev.backstop.it.wire.RawResponse.Ending;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Faults that Spring Boot's error page does not answer, or not well. */
interface Faults extends Twins {

    @ParameterizedTest
    @ValueSource(strings = {"/faults/out-of-memory", "/callable/out-of-memory"})
    default void anOutOfMemoryErrorIsAnsweredOnWhicheverThreadItWasThrown(String path) throws IOException {
        Answer.assertAnswered(guarded(), guarded().get(path), 503, "out-of-memory");
    }

    @ParameterizedTest
    @CsvSource({"/faults/throws-late, 51200", "/stream/throws-late, 51200", "/events/error-late, 0"})
    default void aResponseThatFailsAfterItsBeginningHasLeftIsVisiblyBrokenOff(String path, int atLeast)
            throws IOException {
        int before = guarded().log().incidents(path).size();

        RawResponse response = guarded().get(path);

        assertEquals(200, response.status());
        // Whole chunks only; Jetty ends a chunk when it begins the next one, so that a single event is none.
        assertTrue(response.body().length >= atLeast, response.toString());
        assertTrue(List.of(Ending.CUT, Ending.RESET).contains(response.ending()), response.toString());
        guarded().log().await("incident id=", "path=" + path + " ");
        List<String> incidents = guarded().log().incidents(path);
        assertEquals(before + 1, incidents.size(), incidents.toString());
        assertTrue(incidents.get(before).contains("outcome=broken-off"), incidents.toString());
    }

    @Test
    default void aBodyThatIsShorterThanPromisedIsWhole() throws IOException {
        RawResponse response = guarded().get("/faults/short");

        assertTrue(response.isComplete(), response.toString());
        assertNotEquals(List.of(), guarded().log().await("fault=malformed-response", "path=/faults/short "));
    }

    @Test
    default void framingThatIsCopiedFromElsewhereIsTakenOut() throws IOException {
        RawResponse response = guarded().get("/faults/framed");

        assertTrue(response.isComplete(), response.toString());
        assertEquals(200, response.status());
        assertEquals("copied from elsewhere", response.text());
        assertTrue(response.values("Transfer-Encoding").size() <= 1, response.toString());
        assertNotEquals(List.of(), guarded().log().await("fault=malformed-response", "path=/faults/framed "));
    }
}
