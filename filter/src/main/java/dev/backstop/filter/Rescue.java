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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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

    private final Container container;
    private final Diagnosis diagnosis;
    private final FaultTable table;
    private final Answers answers;
    private volatile @Nullable SpareAnswers spares;
    private final AnswerWriter writer;
    private final IncidentIds ids;
    private final IncidentSink incidents;
    private final LongSupplier nanoTime;
    private final AtomicLong unreported = new AtomicLong();
    private final boolean usesErrorPages;
    private final boolean answersReportedErrors;
    private final boolean breaksOff;
    private final boolean interrupts;

    Rescue(Settings settings, Container container, IncidentIds ids, IncidentSink incidents, LongSupplier nanoTime) {
        this.container = container;
        this.diagnosis = new Diagnosis(settings);
        this.table = new FaultTable(settings);
        this.answers = new Answers(table);
        this.writer = new AnswerWriter(settings, container, nanoTime);
        this.ids = ids;
        this.incidents = incidents;
        this.nanoTime = nanoTime;
        this.usesErrorPages = settings.isOn(Setting.ERROR_PAGES);
        this.answersReportedErrors = settings.isOn(Setting.REPORTED_ERRORS);
        this.breaksOff = settings.isOn(Setting.BREAK_OFF);
        this.interrupts = settings.isOn(Setting.DEADLINE_INTERRUPT);
    }

    /** Makes what has to be there when there is no memory. */
    void prepare() {
        spares = new SpareAnswers(answers, ids);
    }

    /**
     * What happened to a response, and under which id it is reported.
     *
     * @param done false if the container has to see to it
     */
    private record Settled(Outcome outcome, String incident, int status, boolean done) {
        private Settled(Outcome outcome, String incident, int status) {
            this(outcome, incident, status, true);
        }
    }

    /** Which request it is about, known before anything is done: a request that is over may be the next one of its connection. */
    private record Subject(String method, String path, int startMillis) {
        private static Subject of(GuardedResponse response) {
            HttpServletRequest request = response.request();
            try {
                return new Subject(request.getMethod(), pathOf(request), response.startMillis());
            } catch (OutOfMemoryError e) {
                return UNKNOWN;
            }
        }
    }

    private static final Subject UNKNOWN = new Subject("-", "-", 0);

    // ---- the ways in

    /**
     * Something left the chain, on the request's thread. Returns if the response is done, and throws if the container has to see to it.
     *
     * @throws IOException what was thrown, or what makes the container break the response off
     */
    void failed(GuardedResponse response, Throwable thrown) throws IOException, ServletException {
        ThrowableChain chain = new ThrowableChain(thrown);
        if (response.isTaken() && chain.isTakenOver()) {
            // The application was told that its response is no longer its own.
            completeAsync(response);
            return;
        }
        if (chain.isClientGone(response.clientGone())) {
            noteClientGone(response.request(), thrown);
            throw Rescue.<RuntimeException>asUnchecked(thrown);
        }
        if (isRefusal(thrown)) {
            throw Rescue.<RuntimeException>asUnchecked(thrown);
        }
        if (isHandledByListeners(response, thrown, chain)) {
            return;
        }
        Settled settled = settle(response, thrown, chain, Container.RequestThread.CALLING);
        if (settled.done) {
            completeAsync(response);
        } else {
            throw settled.outcome == Outcome.BROKEN_OFF
                    ? breakingOff(thrown, chain)
                    : Rescue.<RuntimeException>asUnchecked(thrown);
        }
    }

    private boolean isRefusal(Throwable thrown) {
        try {
            return container.isRefusal(thrown);
        } catch (RuntimeException e) {
            LOG.debug("an exception that fails when it is asked for its cause is none of the container's", e);
            return false;
        }
    }

    /** Whether the request is, or was, asynchronous, and the application has a listener that does something about it. */
    private boolean isHandledByListeners(GuardedResponse response, Throwable thrown, ThrowableChain chain) {
        Aside aside = response.asideIfAny();
        GuardedAsyncContext async = aside == null || aside.async != null ? response.async() : aside.dispatchedAsync;
        if (async == null || response.isTaken() || response.isCompleted() || chain.hasVirtualMachineError()) {
            return false;
        }
        // Before, because the request may be over, and used again, once a listener has completed it.
        Settled settled = new Settled(Outcome.REPORTED, newId(), response.getStatus());
        Incident incident = incident(Subject.of(response), diagnosis.uncaught(thrown), settled);
        boolean handled = async.isHandledByListeners(thrown);
        if (handled) {
            incidents.report(incident);
        }
        return handled;
    }

    /** Something was thrown on another thread than the request's, or in a listener. Throws it again if the container has to see to it. */
    void failedAsync(GuardedResponse response, Throwable thrown) {
        ThrowableChain chain = new ThrowableChain(thrown);
        if (response.isTaken()) {
            LOG.debug("thrown after the response was done", thrown);
            return;
        }
        GuardedAsyncContext async = response.async();
        if (async == null || async.isOver()) {
            Settled settled = new Settled(Outcome.REPORTED, newId(), response.getStatus());
            report(Subject.of(response), diagnosis.uncaught(thrown), settled);
            return;
        }
        if (chain.isClientGone(response.clientGone())) {
            noteClientGone(response.request(), thrown);
            completeAsync(response);
            return;
        }
        if (isHandledByListeners(response, thrown, chain)) {
            return;
        }
        Settled settled = settle(response, thrown, chain, Container.RequestThread.NONE);
        if (!settled.done) {
            throw Rescue.<RuntimeException>asUnchecked(thrown);
        }
        completeAsync(response);
    }

    /**
     * Something is wrong with the response, or with the time that it takes, and nothing was thrown.
     *
     * @return whether Backstop has it now
     */
    boolean faulted(GuardedResponse response, Fault fault) {
        boolean async = response.request().isAsyncStarted();
        Container.RequestThread thread = async ? Container.RequestThread.NONE : Container.RequestThread.HANGING;
        Settled settled = settle(response, fault, thread);
        if (settled.done && async) {
            completeAsync(response);
        }
        return settled.done;
    }

    /**
     * The time is over; called by a worker that has claimed the response, while the application's thread may hang.
     *
     * @param why makes the fault of the stack of that thread
     * @return whether the response is done; then the request is to be completed, if it is asynchronous
     */
    boolean overdue(GuardedResponse response, Function<@Nullable Throwable, Fault> why) {
        Thread hanging = response.request().thread();
        Subject subject = Subject.of(response);
        Fault fault = why.apply(null);
        Settled settled;
        try {
            fault = why.apply(stackOf(hanging));
            Container.RequestThread thread =
                    hanging == null ? Container.RequestThread.NONE : Container.RequestThread.HANGING;
            settled = reported(subject, fault, settleClaimed(response, fault, newId(), thread, true));
            if (interrupts && hanging != null && settled.done) {
                response.aside().interrupted = true;
                hanging.interrupt();
            }
        } catch (RuntimeException | OutOfMemoryError own) {
            LOG.error("Backstop failed at a deadline; the request goes on", own);
            settled = reported(subject, fault, new Settled(Outcome.FAILED, "none", response.getStatus(), false));
        }
        return settled.done;
    }

    private static @Nullable Throwable stackOf(@Nullable Thread hanging) {
        try {
            return hanging == null ? null : Fault.HangingThread.of(hanging);
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    /**
     * The application called {@code sendError} with a 5xx.
     *
     * @return whether it is answered; if not, the container's {@code sendError} has to follow
     */
    boolean reported(GuardedResponse response, int status, @Nullable String message) {
        if (!answersReportedErrors) {
            return false;
        }
        boolean first = response.request().getDispatcherType() != DispatcherType.ERROR;
        if (first && usesErrorPages && container.hasErrorPage(status)) {
            KeptHeaders.forgetBody(response.containers());
            return false;
        }
        return replace(response, new Fault.ReportedError(status, message));
    }

    /**
     * The application is done, and left a 5xx without a body.
     *
     * @return whether it has one now
     */
    boolean answerBlankError(GuardedResponse response, int status) {
        return answersReportedErrors && replace(response, new Fault.ReportedError(status, null));
    }

    /**
     * An answer goes out in the place of the application's response, of which nothing has left; what it still writes vanishes.
     *
     * @return whether the response is Backstop's; if not, the container has to see to it
     */
    boolean replace(GuardedResponse response, Fault fault) {
        if (!response.claim()) {
            return true;
        }
        try {
            return replaceClaimed(response, fault);
        } finally {
            response.release();
        }
    }

    /** The same, for a thread that has claimed the response. */
    boolean replaceClaimed(GuardedResponse response, Fault fault) {
        String id = ids.next();
        Subject subject = Subject.of(response);
        Settled settled;
        try {
            response.take(false);
            settled = answer(response, fault, id, Container.RequestThread.CALLING);
        } catch (RuntimeException e) {
            LOG.error("Backstop failed; the container answers", e);
            response.giveBack();
            settled = new Settled(Outcome.FAILED, id, table.status(fault), false);
        }
        report(subject, fault, settled);
        return settled.outcome != Outcome.FAILED;
    }

    /** The container is about to make a page of its own for a 5xx. Returns whether there is an answer now. */
    boolean answerForContainer(GuardedResponse response, int status, @Nullable Throwable thrown) {
        Fault fault = thrown == null
                ? new Fault.ReportedError(status, null)
                : diagnosis.of(response.request(), thrown, new ThrowableChain(thrown));
        return replace(response, fault);
    }

    /** Something happened beside the requests. */
    void reportBeside(Fault fault) {
        int nowMillis = (int) TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
        report(new Subject("-", "-", nowMillis), fault, new Settled(Outcome.REPORTED, newId(), 0));
    }

    /** The application's response is malformed, and this is all that is done about it, or somebody else sees to it. */
    void reportMalformed(GuardedResponse response, Fault fault, Outcome outcome) {
        report(Subject.of(response), fault, new Settled(outcome, newId(), response.getStatus()));
    }

    // ---- what becomes of it

    @SuppressWarnings("ReferenceEquality") // A throwable is itself, whatever it says it equals.
    private Settled settle(
            GuardedResponse response, Throwable thrown, ThrowableChain chain, Container.RequestThread thread) {
        Subject subject = Subject.of(response);
        Fault fault = null;
        try {
            fault = diagnosis.of(response.request(), thrown, chain);
            return settle(response, subject, fault, chain, thread);
        } catch (Throwable own) {
            // The JVM may throw the same OutOfMemoryError again.
            if (own != thrown) {
                thrown.addSuppressed(own);
            }
            Settled failed = new Settled(Outcome.FAILED, "none", response.getStatus(), false);
            return reported(subject, fault == null ? new Fault.UncaughtException(thrown) : fault, failed);
        }
    }

    private Settled settle(
            GuardedResponse response,
            Subject subject,
            Fault fault,
            ThrowableChain chain,
            Container.RequestThread thread) {
        String id = newId();
        if (response.isTaken() || response.isComplete()) {
            return reported(subject, fault, new Settled(Outcome.ALREADY_COMPLETE, id, response.getStatus()));
        }
        if (response.clientGone() != null) {
            // It failed for a reason of its own, but nobody is there to be told.
            return reported(subject, fault, new Settled(Outcome.CLIENT_GONE, id, response.getStatus()));
        }
        UnavailableException unavailable = chain.unavailable();
        if (unavailable != null && unavailable.isPermanent()) {
            // The container takes the servlet out of service for good, and says 404 from then on.
            int notFound = HttpServletResponse.SC_NOT_FOUND;
            return reported(subject, fault, new Settled(Outcome.LEFT_TO_CONTAINER, id, notFound, false));
        }
        if (!response.claim()) {
            return reported(subject, fault, new Settled(Outcome.ALREADY_COMPLETE, id, response.getStatus()));
        }
        try {
            boolean asksForPage = !response.isReallyCommitted()
                    && !response.isNonBlocking()
                    && hasErrorPage(response.request(), fault, chain);
            Settled settled = asksForPage
                    ? leaveToErrorPage(response, fault, id)
                    : settleClaimed(response, fault, id, thread, false);
            return reported(subject, fault, settled);
        } finally {
            response.release();
        }
    }

    private Settled leaveToErrorPage(GuardedResponse response, Fault fault, String id) {
        response.take(false);
        if (Thread.interrupted()) {
            LOG.debug("the interrupt is cleared: Tomcat sends nothing on an interrupted thread, its error page either");
        }
        KeptHeaders.forgetBody(response.containers());
        boolean asked = response.request().isAsyncStarted() && asksForErrorPage(response, fault);
        // Containers know nothing of databases: to them it is an exception.
        int status =
                fault instanceof Fault.Database ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR : table.status(fault);
        return new Settled(Outcome.ERROR_PAGE, id, status, asked);
    }

    /** Containers show the error page for a request that goes on if it was reported when the request is completed. */
    private boolean asksForErrorPage(GuardedResponse response, Fault fault) {
        HttpServletRequest request = response.request();
        try {
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, fault.cause());
            response.containers().sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        }
        return true;
    }

    private Settled settle(GuardedResponse response, Fault fault, Container.RequestThread thread) {
        Subject subject = Subject.of(response);
        String id = newId();
        if (response.isComplete() || !response.claim()) {
            return reported(subject, fault, new Settled(Outcome.ALREADY_COMPLETE, id, response.getStatus()));
        }
        try {
            return reported(subject, fault, settleClaimed(response, fault, id, thread, true));
        } catch (RuntimeException own) {
            LOG.error("Backstop failed; the container answers", own);
            return reported(subject, fault, new Settled(Outcome.FAILED, id, response.getStatus(), false));
        } finally {
            response.release();
        }
    }

    /** Answers, or breaks off if it is too late. Gives the response back where neither can be done. */
    private Settled settleClaimed(
            GuardedResponse response, Fault fault, String id, Container.RequestThread thread, boolean refuses) {
        if (response.isReallyCommitted()) {
            if (!breaksOff) {
                return new Settled(Outcome.LEFT_TO_CONTAINER, id, response.getStatus(), false);
            }
            int status = response.getStatus();
            response.take(refuses);
            boolean done = container.breakOff(response.containers(), thread);
            return new Settled(Outcome.BROKEN_OFF, id, status, done);
        }
        response.take(refuses);
        try {
            return answer(response, fault, id, thread);
        } catch (RuntimeException | Error own) {
            response.giveBack();
            throw own;
        }
    }

    private boolean hasErrorPage(HttpServletRequest request, Fault fault, ThrowableChain chain) {
        Throwable thrown = fault.cause();
        return usesErrorPages
                && thrown != null
                && request.getDispatcherType() != DispatcherType.ERROR
                && !chain.hasVirtualMachineError()
                && container.hasErrorPage(thrown);
    }

    private Settled answer(GuardedResponse response, Fault fault, String id, Container.RequestThread thread) {
        GuardedRequest request = response.request();
        HttpServletResponse raw = response.answerable();
        AnswerWriter.Situation situation = situation(response, thread, fault);
        try {
            Answer answer = answers.to(fault, id, request, raw);
            writer.write(answer, request, raw, situation);
            return new Settled(Outcome.ANSWERED, id, answer.status());
        } catch (OutOfMemoryError e) {
            return answerFrugally(response, situation);
        } catch (IOException e) {
            return new Settled(Outcome.CLIENT_GONE, id, table.status(fault));
        }
    }

    private static AnswerWriter.Situation situation(
            GuardedResponse response, Container.RequestThread thread, Fault fault) {
        if (thread == Container.RequestThread.HANGING) {
            return AnswerWriter.Situation.HANGING;
        }
        if (response.isNonBlocking()) {
            return AnswerWriter.Situation.NON_BLOCKING;
        }
        return fault instanceof Fault.Exit ? AnswerWriter.Situation.CLOSING : AnswerWriter.Situation.USUAL;
    }

    private Settled answerFrugally(GuardedResponse response, AnswerWriter.Situation situation) {
        SpareAnswers prepared = spares;
        if (prepared == null) {
            // In the first second of all.
            prepared = new SpareAnswers(answers, ids);
        }
        Answer spare = prepared.take(response.request());
        Outcome outcome = Outcome.ANSWERED;
        try {
            writer.writeFrugally(spare, response.request(), response.answerable(), situation);
        } catch (IOException e) {
            outcome = Outcome.CLIENT_GONE;
        }
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

    /** The response is done, so the request is, if it is asynchronous. */
    private static void completeAsync(GuardedResponse response) {
        GuardedAsyncContext async = response.async();
        if (async != null) {
            completeAsync(async);
        } else if (response.request().isAsyncStarted()) {
            try {
                response.request().getAsyncContext().complete();
            } catch (IllegalStateException e) {
                LOG.debug("the application completed the request itself", e);
            }
        }
    }

    /** Without a look at the request, which may be over. */
    static void completeAsync(@Nullable GuardedAsyncContext async) {
        if (async != null) {
            async.completeAnswered();
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
            incidents.clientGone(request.getMethod(), pathOf(request), thrown);
        } catch (Throwable own) {
            unreported.incrementAndGet();
        }
    }

    private Settled reported(Subject subject, Fault fault, Settled settled) {
        report(subject, fault, settled);
        return settled;
    }

    private void report(Subject subject, Fault fault, Settled settled) {
        try {
            incidents.report(incident(subject, fault, settled));
            tellUnreported();
        } catch (Throwable own) {
            // The answer is out; a log that fails, or has no memory, must not undo it.
            unreported.incrementAndGet();
        }
    }

    private Incident incident(Subject subject, Fault fault, Settled settled) {
        int nowMillis = (int) TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
        Duration duration = Duration.ofMillis(nowMillis - subject.startMillis);
        return new Incident(
                settled.incident, fault, settled.outcome, settled.status, subject.method, subject.path, duration);
    }

    private void tellUnreported() {
        long count = unreported.getAndSet(0);
        if (count > 0) {
            LOG.error("incidents that could not be logged count={}", count);
        }
    }

    /** The path as it was sent, without what may be secret: query and path parameters, such as a session's id. */
    private static String pathOf(HttpServletRequest request) {
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
