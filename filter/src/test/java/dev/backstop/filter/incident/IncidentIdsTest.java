/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IncidentIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    @Test
    void areShortAndMadeOfDigitsThatNobodyMistakes() {
        for (int i = 0; i < 10_000; i++) {
            String id = at(NOW).next();

            assertTrue(id.matches("[0-9a-hjkmnp-tv-z]{9}-[0-9a-hjkmnp-tv-z]{8}"), id);
        }
    }

    @Test
    void sortByTime() {
        List<String> ids = LongStream.of(
                        0, 1, 31, 32, 33, 1_000, 1023, 1024, 86_400_000, 31_536_000_000L, 315_360_000_000L)
                .mapToObj(later -> at(NOW.plusMillis(later)).next())
                .toList();

        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @Test
    void tellTheMillisecond() {
        assertEquals(time(at(NOW).next()), time(at(NOW).next()));
        assertNotEquals(time(at(NOW).next()), time(at(NOW.plusMillis(1)).next()));
        assertEquals("000000000", time(at(Instant.EPOCH).next()));
        assertEquals("000000010", time(at(Instant.ofEpochMilli(32)).next()));
    }

    /** 45 bits last until the year 3084. */
    @Test
    void sortInAFarFutureToo() {
        String today = at(NOW).next();
        String farFuture = at(Instant.parse("3080-01-01T00:00:00Z")).next();

        assertTrue(today.compareTo(farFuture) < 0);
    }

    @Test
    void areUniqueWithinOneMillisecond() {
        IncidentIds ids = at(NOW);
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 100_000; i++) {
            seen.add(ids.next());
        }

        assertEquals(100_000, seen.size());
    }

    @Test
    void areUniqueAmongThreads() {
        IncidentIds ids = at(NOW);
        Set<String> seen = Collections.newSetFromMap(new ConcurrentHashMap<>());

        IntStream.range(0, 100_000).parallel().forEach(i -> seen.add(ids.next()));

        assertEquals(100_000, seen.size());
    }

    @Test
    void varyInEveryDigitOfTheRandomPart() {
        IncidentIds ids = at(NOW);
        List<String> many = IntStream.range(0, 2_000).mapToObj(i -> ids.next()).toList();

        for (int i = 10; i < 18; i++) {
            int digit = i;
            assertEquals(
                    32, many.stream().map(id -> id.charAt(digit)).distinct().count(), "digits at " + i);
        }
    }

    /** Nobody who has seen one id knows another one's: a restart does not begin anew. */
    @Test
    void varyFromOneStartToTheNext() {
        assertNotEquals(at(NOW).next(), at(NOW).next());
    }

    private static IncidentIds at(Instant time) {
        return new IncidentIds(Clock.fixed(time, ZoneOffset.UTC));
    }

    private static String time(String id) {
        return id.substring(0, 9);
    }
}
