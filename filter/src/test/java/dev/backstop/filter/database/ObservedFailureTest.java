/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What was seen of real databases is told for what it was. */
class ObservedFailureTest {

    static List<ObservedFailure> observed() {
        return ObservedFailure.all();
    }

    @Test
    void thereAreObservationsOfEachKindButSerializationFailures() {
        List<FailureKind> kinds =
                observed().stream().map(ObservedFailure::kind).distinct().toList();

        assertTrue(observed().size() > 100, "only " + observed().size());
        for (FailureKind kind : FailureKind.values()) {
            assertTrue(kinds.contains(kind) || kind == FailureKind.SERIALIZATION_FAILURE, kind.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("observed")
    void isNamedByWhoKnowsThePhase(ObservedFailure observed) {
        DatabaseFailure failure = DatabaseFailures.in(observed.thrown(), observed.phase());

        assertEquals(observed.kind(), failure == null ? null : failure.kind());
    }

    @ParameterizedTest
    @MethodSource("observed")
    void isNamedByWhoDoesNotKnowThePhase(ObservedFailure observed) {
        DatabaseFailure failure = DatabaseFailures.in(observed.thrown());

        assertEquals(observed.kindWithoutPhase(), failure == null ? null : failure.kind());
    }

    @ParameterizedTest
    @MethodSource("observed")
    void isNamedBelowAnExceptionOfTheApplications(ObservedFailure observed) {
        Throwable wrapped = new IllegalStateException("cannot load", new RuntimeException(observed.thrown()));
        DatabaseFailure failure = DatabaseFailures.in(wrapped, observed.phase());

        assertEquals(observed.kind(), failure == null ? null : failure.kind());
    }

    @ParameterizedTest
    @MethodSource("observed")
    void givesNothingOfItsMessagesAway(ObservedFailure observed) {
        String failure = String.valueOf(DatabaseFailures.in(observed.thrown()));

        assertFalse(failure.contains(ObservedFailure.SECRET), failure);
    }
}
