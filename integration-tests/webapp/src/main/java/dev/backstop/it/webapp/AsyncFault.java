/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.PrintWriter;

import static dev.backstop.it.webapp.Fault.Moment.AT_DEADLINE;
import static dev.backstop.it.webapp.Fault.Moment.AT_ONCE;
import static dev.backstop.it.webapp.Fault.Moment.AT_TIMEOUT;
import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_500;
import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_503;

/** Faults of asynchronous requests of which nothing has left yet. */
public enum AsyncFault implements Fault {
    ASYNC_ON_OWN_THREAD("throws on the request's thread after startAsync", (request, response) -> {
        request.startAsync();
        throw new IllegalStateException(Secret.MESSAGE);
    }),
    ASYNC_IN_START("throws in AsyncContext.start", OtherThread.ofContainer((request, response) -> {
        throw new IllegalStateException(Secret.MESSAGE);
    })),
    ASYNC_ERROR_IN_START("throws an Error in AsyncContext.start", OtherThread.ofContainer((request, response) -> {
        throw new AssertionError(Secret.MESSAGE);
    })),
    ASYNC_OUT_OF_MEMORY_IN_START(
            "asks for an array that is larger than the heap in AsyncContext.start",
            AT_ONCE,
            ANSWER_503,
            OtherThread.ofContainer((request, response) -> Exhaustion.giantArray())),
    ASYNC_IN_START_AFTER_STREAM(
            "throws in AsyncContext.start after half a page by the stream",
            OtherThread.ofContainer((request, response) -> {
                response.setContentType("text/html;charset=utf-8");
                response.getOutputStream().print(Filler.HALF_PAGE);
                throw new IllegalStateException(Secret.MESSAGE);
            })),
    ASYNC_IN_START_AFTER_WRITER(
            "throws in AsyncContext.start after half a page by the context's writer, within its lock",
            OtherThread.ofContainer((request, response) -> {
                PrintWriter writer = request.getAsyncContext().getResponse().getWriter();
                synchronized (writer) {
                    writer.print(Filler.HALF_PAGE);
                    throw new IllegalStateException(Secret.MESSAGE);
                }
            })),
    ASYNC_TIMEOUT(
            "times out, with no listener", AT_TIMEOUT, ANSWER_503, (request, response) -> OwnTimeout.start(request)),
    ASYNC_TIMEOUT_IDLE_LISTENER(
            "times out, with a listener that does nothing",
            AT_TIMEOUT,
            ANSWER_503,
            (request, response) -> OwnTimeout.startWithIdleListener(request)),
    ASYNC_TIMEOUT_THROWING_LISTENER(
            "times out, with a listener that throws",
            AT_TIMEOUT,
            ANSWER_500,
            (request, response) -> OwnTimeout.startWithThrowingListener(request)),
    ASYNC_IN_DISPATCH("throws when it is dispatched to itself", (request, response) -> {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            throw new IllegalStateException(Secret.MESSAGE);
        }
        request.startAsync().dispatch();
    }),
    ASYNC_IN_DISPATCH_TO_PATH(
            "throws in another resource that it is dispatched to",
            (request, response) -> request.startAsync().dispatch(ThrowFault.RUNTIME_EXCEPTION.path())),
    ASYNC_IN_SECOND_START("calls startAsync again in a dispatched resource, then throws", (request, response) -> {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            request.startAsync();
            throw new IllegalStateException(Secret.MESSAGE);
        }
        request.startAsync().dispatch();
    }),
    ASYNC_COMPLETE_AND_THROW("calls complete(), then throws on the request's thread", (request, response) -> {
        request.startAsync().complete();
        throw new IllegalStateException(Secret.MESSAGE);
    }),
    ASYNC_SEND_ERROR("sendError(500) and complete() on another thread", OtherThread.ofContainer((request, response) -> {
        response.sendError(500, Secret.MESSAGE);
        request.getAsyncContext().complete();
    })),
    ASYNC_SET_STATUS(
            "setStatus(500) and complete() on another thread, no body", OtherThread.ofContainer((request, response) -> {
                response.setStatus(500);
                request.getAsyncContext().complete();
            })),
    ASYNC_SEND_ERROR_VIRTUAL(
            "sendError(500) and complete() on a virtual thread", OtherThread.virtual((request, response) -> {
                response.sendError(500, Secret.MESSAGE);
                request.getAsyncContext().complete();
            })),
    ASYNC_IN_DATA_AVAILABLE(
            "throws in ReadListener.onDataAvailable",
            Visit.POST,
            (request, response) -> FailingReader.throwWithData(request)),
    ASYNC_IN_ALL_DATA_READ(
            "throws in ReadListener.onAllDataRead",
            Visit.POST,
            (request, response) -> FailingReader.throwAtEnd(request)),
    ASYNC_IN_WRITE_POSSIBLE(
            "throws in WriteListener.onWritePossible",
            (request, response) -> FailingWriter.throwAfter(0, request, response)),
    ASYNC_LOST(
            "dies unheard in a pool of the application's own, with no time-out",
            AT_DEADLINE,
            ANSWER_503,
            OtherThread.ofPool((request, response) -> {
                throw new IllegalStateException(Secret.MESSAGE);
            })),
    ASYNC_LOST_VIRTUAL(
            "dies unheard on a virtual thread after half a page, with no time-out",
            AT_DEADLINE,
            ANSWER_503,
            OtherThread.virtual((request, response) -> {
                response.getWriter().print(Filler.HALF_PAGE);
                throw new IOException(Secret.MESSAGE);
            }));

    private final String sentence;
    private final Visit visit;
    private final Moment moment;
    private final Outcome outcome;
    private final Act act;

    AsyncFault(String sentence, Act act) {
        this(sentence, Visit.GET, act);
    }

    AsyncFault(String sentence, Visit visit, Act act) {
        this.sentence = sentence;
        this.visit = visit;
        this.moment = AT_ONCE;
        this.outcome = ANSWER_500;
        this.act = act;
    }

    AsyncFault(String sentence, Moment moment, Outcome outcome, Act act) {
        this.sentence = sentence;
        this.visit = Visit.GET;
        this.moment = moment;
        this.outcome = outcome;
        this.act = act;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Visit visit() {
        return visit;
    }

    @Override
    public Moment moment() {
        return moment;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public Act act() {
        return act;
    }
}
