/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.ServletException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;

import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_500;
import static dev.backstop.it.webapp.Fault.Outcome.ANSWER_503;

/** Everything that can be thrown, with nothing written before. */
public enum ThrowFault implements Fault {
    RUNTIME_EXCEPTION("throws a RuntimeException", ANSWER_500, (request, response) -> {
        throw new IllegalStateException(Secret.MESSAGE);
    }),
    SERVLET_EXCEPTION("throws a ServletException with a cause", ANSWER_500, (request, response) -> {
        throw new ServletException(Secret.MESSAGE, new IllegalArgumentException(Secret.MESSAGE));
    }),
    IO_EXCEPTION("throws an IOException of its own, not the client's", ANSWER_500, (request, response) -> {
        throw new LedgerUnreadableException(Secret.MESSAGE);
    }),
    ERROR("throws an Error", ANSWER_500, (request, response) -> {
        throw new Error(Secret.MESSAGE);
    }),
    ASSERTION_ERROR("throws an AssertionError", ANSWER_500, (request, response) -> {
        throw new AssertionError(Secret.MESSAGE);
    }),
    STACK_OVERFLOW("recurses until the stack is full", ANSWER_500, (request, response) -> Exhaustion.fillStack(0)),
    OUT_OF_MEMORY_BY_ARRAY(
            "asks for one array that is larger than the heap",
            ANSWER_503,
            (request, response) -> Exhaustion.giantArray()),
    OUT_OF_MEMORY_BY_LIST(
            "fills the heap with a list until it is exhausted",
            ANSWER_503,
            (request, response) -> Exhaustion.fillHeap()),
    OUT_OF_MEMORY_WRAPPED(
            "an OutOfMemoryError in a ServletException, as Spring MVC wraps it", ANSWER_503, (request, response) -> {
                throw new ServletException("Handler dispatch failed", new OutOfMemoryError(Secret.MESSAGE));
            }),
    NO_CLASS_DEF_FOUND("a class is missing at run time", ANSWER_500, (request, response) -> {
        throw new NoClassDefFoundError(Secret.MESSAGE);
    }),
    LINKAGE_ERROR("two versions of a library do not fit", ANSWER_500, (request, response) -> {
        throw new LinkageError(Secret.MESSAGE);
    }),
    INTERNAL_ERROR("the JVM reports an internal error", ANSWER_500, (request, response) -> {
        throw new InternalError(Secret.MESSAGE);
    }),
    THREAD_DEATH("the thread is told to die", ANSWER_500, (request, response) -> Exhaustion.endThread()),
    UNDECLARED_THROWABLE("a proxy lets a checked exception through", ANSWER_500, (request, response) -> {
        throw new UndeclaredThrowableException(new Exception(Secret.MESSAGE), Secret.MESSAGE);
    }),
    COMPLETION_EXCEPTION("a CompletableFuture fails in join()", ANSWER_500, (request, response) -> {
        throw new CompletionException(Secret.MESSAGE, new IllegalStateException(Secret.MESSAGE));
    }),
    INTERRUPTED("throws with the thread's interrupt flag set", ANSWER_500, (request, response) -> {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(Secret.MESSAGE);
    }),
    NULL_MESSAGE("throws an exception without a message", ANSWER_500, (request, response) -> {
        throw new IllegalStateException((String) null);
    }),
    MARKUP_MESSAGE("throws with HTML in the message", ANSWER_500, (request, response) -> {
        throw new IllegalStateException("<script>alert('hunter2')</script>\" onload=\"x" + Secret.MESSAGE);
    }),
    JSON_MESSAGE("throws with JSON in the message", ANSWER_500, (request, response) -> {
        throw new IllegalStateException("\",\"status\":200,\"hunter2\":{\"a\":\"\\u0000\"}" + Secret.MESSAGE);
    }),
    CRLF_MESSAGE("throws with line ends and a forged header in the message", ANSWER_500, (request, response) -> {
        throw new IllegalStateException("x\r\nSet-Cookie: hunter2=1\r\n\r\n" + Secret.MESSAGE);
    });

    private final String sentence;
    private final Outcome outcome;
    private final Act act;

    ThrowFault(String sentence, Outcome outcome, Act act) {
        this.sentence = sentence;
        this.outcome = outcome;
        this.act = act;
    }

    @Override
    public String sentence() {
        return sentence;
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
