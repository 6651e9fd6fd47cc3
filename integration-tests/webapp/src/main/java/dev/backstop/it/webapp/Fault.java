/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One way in which a request goes wrong, reached at {@code /fault/<name>}. */
public sealed interface Fault
        permits ThrowFault,
                PartialOutputFault,
                TooLateFault,
                FinishedFault,
                ReportedFault,
                DispatchFault,
                AsyncFault,
                AsyncTooLateFault,
                HangFault,
                FramingFault,
                LengthFault,
                StatusFault,
                HeaderFault {

    /** What the client must get of it. */
    enum Outcome {
        /** A clean answer, status 500. */
        ANSWER_500,
        /** A clean answer, status 503 with Retry-After. */
        ANSWER_503,
        /** Bytes are on the wire: the response must be broken off so that the client can see it. */
        BREAK_OFF,
        /** The response was finished before anything went wrong: it stands, or, if nothing of it has left, status 500. */
        STANDS,
        /** Nothing failed but the form of the response: what was meant must arrive, complete and well-formed. */
        CORRECTED,
        /** The same where the container can send it, else a clean answer, status 500. */
        CORRECTED_OR_500
    }

    /** The request that provokes it. */
    enum Visit {
        GET,
        /** With the entity tag {@code "v7"}. */
        CONDITIONAL_GET,
        /** With a small body. */
        POST,
        /** Announces a body of which the second half never comes. */
        HALF_A_POST
    }

    /** When the client gets what it gets. */
    enum Moment {
        AT_ONCE,
        /** When the application's own asynchronous time-out is over. */
        AT_TIMEOUT,
        /** When nobody but Backstop's deadline ends it. */
        AT_DEADLINE
    }

    /** The work of one fault. */
    @FunctionalInterface
    interface Act {
        void on(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    /** The name of the constant. */
    String name();

    /** What goes wrong, for a reader of the report. */
    String sentence();

    /** What must come of it. */
    Outcome outcome();

    /** Does it. */
    Act act();

    /** How it is provoked. */
    default Visit visit() {
        return Visit.GET;
    }

    /** When its outcome is due. */
    default Moment moment() {
        return Moment.AT_ONCE;
    }

    /** The response that was meant; asked for only where the outcome is a corrected one. */
    default Intent intent() {
        throw new IllegalStateException(name() + " means nothing");
    }

    /** The name in the path: {@code STACK_OVERFLOW} is {@code stack-overflow}. */
    default String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where it happens. */
    default String path() {
        return "/fault/" + slug();
    }

    /** All of them, in the order of the report. */
    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.addAll(List.of(ThrowFault.values()));
        all.addAll(List.of(PartialOutputFault.values()));
        all.addAll(List.of(ReportedFault.values()));
        all.addAll(List.of(DispatchFault.values()));
        all.addAll(List.of(TooLateFault.values()));
        all.addAll(List.of(FinishedFault.values()));
        all.addAll(List.of(AsyncFault.values()));
        all.addAll(List.of(AsyncTooLateFault.values()));
        all.addAll(List.of(HangFault.values()));
        all.addAll(List.of(FramingFault.values()));
        all.addAll(List.of(LengthFault.values()));
        all.addAll(List.of(StatusFault.values()));
        all.addAll(List.of(HeaderFault.values()));
        return all;
    }
}
