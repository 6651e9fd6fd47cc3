/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What takes longer than the deadline and is healthy all the same, is left alone. */
interface SlowButHealthy extends Twins {
    Duration LONGER = DEADLINE.plus(DEADLINE.dividedBy(4));

    @Test
    default void eventsArriveAsTheyAreSentAndTheStreamEndsProperly() throws Exception {
        assertTwoEvents("one-by-one", Duration.ZERO);
    }

    @Test
    default void anEventStreamMayBeSilentForLongerThanTheDeadline() throws Exception {
        assertTwoEvents("silence", LONGER);
    }

    private void assertTwoEvents(String gate, Duration silence) throws IOException, InterruptedException {
        String path = "/events/two/" + gate;
        try (EventStream events = EventStream.from(guarded(), path)) {
            assertEquals("id:one, data:one", events.next());

            Patience.lasting(silence);
            guarded().open(gate);

            assertEquals("id:two, data:two", events.next());
            assertEquals("the end", events.next());
            assertEquals("written", guarded().outcomeAt(gate));
            assertEquals(List.of(), guarded().log().incidents(path));
        } finally {
            guarded().open(gate);
        }
    }

    /** The container waits for the client, and not for the application. */
    @Test
    default void aDownloadMayPauseForLongerThanTheDeadline() throws IOException {
        try (Download download = Download.from(guarded(), "/catalogue")) {
            download.read(1024 * 1024);
            Patience.lasting(LONGER);
            download.read(Integer.MAX_VALUE);

            assertWhole(download, "/catalogue");
        }
    }

    @Test
    default void aDownloadMayTakeLongerThanTheDeadline() throws IOException {
        try (Download download = Download.from(guarded(), "/catalogue")) {
            int steps = 24;
            for (int i = 0; i < steps; i++) {
                download.read(1024 * 1024);
                Patience.lasting(LONGER.dividedBy(steps));
            }

            assertWhole(download, "/catalogue");
        }
    }

    @Test
    default void aStreamedBodyMayPauseForLongerThanTheDeadline() throws IOException {
        String path = "/stream/large";
        try (RawConnection connection = guarded().connect()) {
            assertEquals(200, connection.exchangeHead(RawRequest.get(path)).status());
            Patience.lasting(LONGER);
            long length = 0;
            for (byte[] chunk = connection.chunk(); chunk.length > 0; chunk = connection.chunk()) {
                length += chunk.length;
            }

            assertEquals(24 * 1024 * 1024, length);
            assertEquals(List.of(), guarded().log().incidents(path));
        }
    }

    private void assertWhole(Download download, String path) {
        assertTrue(download.isWhole(), download.toString());
        assertEquals(List.of(), guarded().log().incidents(path));
    }
}
