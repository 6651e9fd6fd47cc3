/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.incident.Fault;
import dev.backstop.filter.incident.IncidentIds;
import dev.backstop.filter.problem.Negotiation;
import dev.backstop.filter.problem.Representation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers that were made when there was memory, for when there is none: a fixed number, each with an id of its own and in every
 * representation. They are used in turn, so after {@link #COUNT} of them ids repeat themselves; an id that is not unique is better
 * than no answer.
 *
 * <p>Taking one allocates nothing but what the container's {@code getHeader} does. Safe for use by many threads.
 */
final class SpareAnswers {
    static final int COUNT = 16;

    private final Answer[][] answers = new Answer[COUNT][];
    private final AtomicInteger taken = new AtomicInteger();

    SpareAnswers(Answers source, IncidentIds ids) {
        Fault fault = new Fault.OutOfMemory(new OutOfMemoryError());
        Representation[] representations = Representation.values();
        for (int i = 0; i < COUNT; i++) {
            String id = ids.next();
            answers[i] = new Answer[representations.length];
            for (Representation representation : representations) {
                answers[i][representation.ordinal()] = source.beforehand(fault, id, representation);
            }
        }
    }

    Answer take(HttpServletRequest request) {
        int i = Math.floorMod(taken.getAndIncrement(), COUNT);
        return answers[i][representation(request).ordinal()];
    }

    private static Representation representation(HttpServletRequest request) {
        try {
            return Negotiation.of(request.getHeader("Accept"));
        } catch (OutOfMemoryError e) {
            return Representation.PROBLEM_JSON;
        }
    }
}
