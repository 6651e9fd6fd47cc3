/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.container.Container;
import dev.backstop.filter.incident.Fault;
import dev.backstop.filter.incident.Incident;
import dev.backstop.filter.incident.IncidentIds;
import dev.backstop.filter.incident.IncidentSink;
import dev.backstop.filter.incident.Outcome;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a response to which a fault happened, sees it done, and reports the incident. Exactly one
 * {@link Outcome}; where Backstop fails itself, the application's exception goes on to the container as if there were no Backstop.
 *
 * <p>Safe for use by many threads.
 */
final class Rescue {
    private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);
    private static final int HIGHEST_STATUS = 599;

    private final Container container;
    private final FaultTable table;
    private final Answers answers;
    private final SpareAnswers spares;
    private final AnswerWriter writer;
    private final IncidentIds ids;
    private final IncidentSink incidents;
    private final LongSupplier nanoTime;
    private final AtomicLong unreported = new AtomicLong();
    private final boolean usesErrorPages;
    private final boolean answersReportedErrors;
    private final boolean breaksOff;

    Rescue(Settings settings, Container container, IncidentIds ids, IncidentSink incidents, LongSupplier nanoTime) {
        this.container = container;
        this.table = new FaultTable(settings);
        this.answers = new Answers(table);
        this.spares = new SpareAnswers(answers, ids);
        this.writer = new AnswerWriter(settings, container, nanoTime);
        this.ids = ids;
        this.incidents = incidents;
        this.nanoTime = nanoTime;
        this.usesErrorPages = settings.isOn(Setting.ERROR_PAGES);
        this.answersReportedErrors = settings.isOn(Setting.REPORTED_ERRORS);
        this.breaksOff = settings.isOn(Setting.BREAK_OFF);
    }

    /** What happened to a response, and under which id it is reported. */
    private record Settled(Outcome outcome, String incident, int status) {}

    // ---- the three ways in

    /**
     * Something left the chain. Returns if the response is done, and throws if the container has to see to it.
     *
     * @throws IOException what was thrown, or what makes the container break the response off
     */
    void failed(GuardedResponse response, Throwable thrown) throws IOException, ServletException {
        ThrowableChain chain = new ThrowableChain(thrown);
        if (chain.isClientGone(response.clientGone())) {
            noteClientGone(response.request(), thrown);
            throw Rescue.<RuntimeException>asUnchecked(thrown);
        }
        if (container.isRefusal(thrown)) {
            throw Rescue.<RuntimeException>asUnchecked(thrown);
        }
        Outcome outcome = settle(response, thrown, chain);
        switch (outcome) {
            case ANSWERED, ALREADY_COMPLETE, CLIENT_GONE -> completeAsync(response.request());
            case BROKEN_OFF -> {
                if (!container.breakOff(response.containers())) {
                    throw breakingOff(thrown, chain);
                }
            }
            case ERROR_PAGE, LEFT_TO_CONTAINER, FAILED -> throw Rescue.<RuntimeException>asUnchecked(thrown);
        }
    }

    /**
     * The application called {@code sendError} with a 5xx.
     *
     * @return whether it is answered; if not, the container's {@code sendError} has to follow
     */
    boolean reported(GuardedResponse response, int status, @Nullable String message) {
        if (!answersReportedErrors || status > HIGHEST_STATUS) {
            return false;
        }
        boolean first = response.request().getDispatcherType() != DispatcherType.ERROR;
        if (first && usesErrorPages && container.hasErrorPage(status)) {
            KeptHeaders.forgetBody(response.containers());
            return false;
        }
        return answerReported(response, new Fault.ReportedError(status, message));
    }

    /** The chain has returned: a 5xx without a body gets one. */
    void answerBlankError(GuardedResponse response) {
        int status = response.getStatus();
        if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                && status <= HIGHEST_STATUS
                && answersReportedErrors
                && !response.isAnswered()
                && !response.isSent()
                && response.isBlank()
                && !response.request().isAsyncStarted()
                && response.takeBack()) {
            answerReported(response, new Fault.ReportedError(status, null));
        }
    }

    private boolean answerReported(GuardedResponse response, Fault.ReportedError fault) {
        String id = ids.next();
        Settled settled;
        try {
            settled = answer(response, fault, id);
        } catch (RuntimeException e) {
            LOG.error("Backstop failed; the container answers", e);
            settled = new Settled(Outcome.FAILED, id, fault.status());
        }
        report(response, fault, settled);
        return settled.outcome != Outcome.FAILED;
    }

    // ---- what becomes of it

    @SuppressWarnings("ReferenceEquality") // A throwable is itself, whatever it says it equals.
    private Outcome settle(GuardedResponse response, Throwable thrown, ThrowableChain chain) {
        Fault fault = null;
        Settled settled;
        try {
            fault = fault(response.request(), thrown, chain);
            settled = settle(response, fault, chain);
        } catch (Throwable own) {
            // The JVM may throw the same OutOfMemoryError again.
            if (own != thrown) {
                thrown.addSuppressed(own);
            }
            settled = new Settled(Outcome.FAILED, "none", response.getStatus());
        }
        report(response, fault == null ? new Fault.UncaughtException(thrown) : fault, settled);
        return settled.outcome;
    }

    private Settled settle(GuardedResponse response, Fault fault, ThrowableChain chain) {
        String id = newId();
        if (response.isAnswered() || response.isComplete()) {
            return new Settled(Outcome.ALREADY_COMPLETE, id, response.getStatus());
        }
        if (response.clientGone() != null) {
            // It failed for a reason of its own, but nobody is there to be told.
            return new Settled(Outcome.CLIENT_GONE, id, response.getStatus());
        }
        UnavailableException unavailable = chain.unavailable();
        if (unavailable != null && unavailable.isPermanent()) {
            // The container takes the servlet out of service for good, and says 404 from then on.
            return new Settled(Outcome.LEFT_TO_CONTAINER, id, HttpServletResponse.SC_NOT_FOUND);
        }
        if (!response.takeBack()) {
            Outcome outcome = breaksOff ? Outcome.BROKEN_OFF : Outcome.LEFT_TO_CONTAINER;
            return new Settled(outcome, id, response.getStatus());
        }
        if (hasErrorPage(response.request(), fault, chain)) {
            if (Thread.interrupted()) {
                LOG.debug(
                        "the interrupt is cleared: Tomcat sends nothing on an interrupted thread, its error page either");
            }
            KeptHeaders.forgetBody(response.containers());
            return new Settled(Outcome.ERROR_PAGE, id, table.status(fault));
        }
        return answer(response, fault, id);
    }

    private static Fault fault(HttpServletRequest request, Throwable thrown, ThrowableChain chain) {
        if (chain.hasOutOfMemory()) {
            return new Fault.OutOfMemory(thrown);
        }
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            return new Fault.FailedErrorPage(status instanceof Integer code ? code : 0, thrown);
        }
        UnavailableException unavailable = chain.unavailable();
        return unavailable != null && !unavailable.isPermanent()
                ? new Fault.Unavailable(thrown, unavailable.getUnavailableSeconds())
                : new Fault.UncaughtException(thrown);
    }

    private boolean hasErrorPage(HttpServletRequest request, Fault fault, ThrowableChain chain) {
        Throwable thrown = fault.cause();
        return usesErrorPages
                && thrown != null
                && request.getDispatcherType() != DispatcherType.ERROR
                && !chain.hasVirtualMachineError()
                && container.hasErrorPage(thrown);
    }

    private Settled answer(GuardedResponse response, Fault fault, String id) {
        HttpServletRequest request = response.request();
        HttpServletResponse raw = response.containers();
        try {
            Answer answer = answers.to(fault, id, request, raw);
            writer.write(answer, request, raw);
            response.answered();
            return new Settled(Outcome.ANSWERED, id, answer.status());
        } catch (OutOfMemoryError e) {
            return answerFrugally(response);
        } catch (IOException e) {
            response.answered();
            return new Settled(Outcome.CLIENT_GONE, id, table.status(fault));
        }
    }

    private Settled answerFrugally(GuardedResponse response) {
        Answer spare = spares.take(response.request());
        Outcome outcome = Outcome.ANSWERED;
        try {
            writer.writeFrugally(spare, response.request(), response.containers());
        } catch (IOException e) {
            outcome = Outcome.CLIENT_GONE;
        }
        response.answered();
        return new Settled(outcome, spare.incident(), spare.status());
    }

    /**
     * What makes a container break off: anything but an error of the virtual machine, on which Tomcat leaves the connection as it is.
     */
    private static RuntimeException breakingOff(Throwable thrown, ThrowableChain chain) throws ServletException {
        if (chain.hasVirtualMachineError()) {
            throw new ServletException("the response is broken off", thrown);
        }
        return Rescue.<RuntimeException>asUnchecked(thrown);
    }

    /** The request's thread failed after {@code startAsync}: the response is done, so the request is. */
    private static void completeAsync(HttpServletRequest request) {
        if (request.isAsyncStarted()) {
            try {
                request.getAsyncContext().complete();
            } catch (IllegalStateException e) {
                LOG.debug("the application completed the request itself", e);
            }
        }
    }

    // ---- the report

    private String newId() {
        try {
            return ids.next();
        } catch (OutOfMemoryError e) {
            return "none";
        }
    }

    private void noteClientGone(HttpServletRequest request, Throwable thrown) {
        try {
            incidents.clientGone(request.getMethod(), path(request), thrown);
        } catch (Throwable own) {
            unreported.incrementAndGet();
        }
    }

    private void report(GuardedResponse response, Fault fault, Settled settled) {
        try {
            HttpServletRequest request = response.request();
            Duration duration = Duration.ofNanos(nanoTime.getAsLong() - response.startNanos());
            incidents.report(new Incident(
                    settled.incident,
                    fault,
                    settled.outcome,
                    settled.status,
                    request.getMethod(),
                    path(request),
                    duration));
            tellUnreported();
        } catch (Throwable own) {
            // The answer is out; a log that fails, or has no memory, must not undo it.
            unreported.incrementAndGet();
        }
    }

    private void tellUnreported() {
        long count = unreported.getAndSet(0);
        if (count > 0) {
            LOG.error("incidents that could not be logged count={}", count);
        }
    }

    /** The path as it was sent, without what may be secret: query and path parameters, such as a session's id. */
    private static String path(HttpServletRequest request) {
        Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String uri = original instanceof String text ? text : request.getRequestURI();
        if (uri == null) {
            return "-";
        }
        int semicolon = uri.indexOf(';');
        return semicolon < 0 ? uri : uri.substring(0, semicolon);
    }

    /** Lets a throwable out as it is, whatever its type: the type parameter is a way around checked exceptions, no more. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T asUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
