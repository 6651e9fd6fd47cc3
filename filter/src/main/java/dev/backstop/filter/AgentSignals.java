/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.incident.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the agent tells the filter: things that happen beside the requests. A signal is its name and what belongs to it, in types of the
 * JDK; one that is not known is left to others. Safe for use by many threads.
 */
final class AgentSignals implements Function<Object[], @Nullable Object> {
    private final Guard guard;
    private final @Nullable ClassLoader application;

    /** @param application the loader of the web application, by which its threads are known */
    AgentSignals(Guard guard, @Nullable ClassLoader application) {
        this.guard = guard;
        this.application = application;
    }

    @Override
    public @Nullable Object apply(Object[] signal) {
        return switch ((String) signal[0]) {
            case "dead-thread" -> deadThread((Thread) signal[1], (Throwable) signal[2], (Boolean) signal[3]);
            case "stopped-task" -> stoppedTask((String) signal[1], (Throwable) signal[2], (Boolean) signal[3]);
            case "answer" -> answer(signal[1], signal[2], (Integer) signal[3], (Throwable) signal[4]);
            case "owns" -> owns(signal[1], signal[2]);
            case "failed-task" -> failedTask(signal[1], (Throwable) signal[2]);
            case "exit" -> exit((Integer) signal[1], (Long) signal[2]);
            default -> null;
        };
    }

    private @Nullable Object deadThread(Thread thread, Throwable thrown, boolean anybodys) {
        if (!anybodys && !isOurs(thread)) {
            return null;
        }
        guard.reportBeside(new Fault.DeadThread(thread.getName(), thrown));
        return true;
    }

    private @Nullable Object stoppedTask(String task, Throwable thrown, boolean anybodys) {
        if (!anybodys && !isOurs(Thread.currentThread())) {
            return null;
        }
        guard.reportBeside(new Fault.StoppedTask(task, thrown));
        return true;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isOurs(Thread thread) {
        return application != null && thread.getContextClassLoader() == application;
    }

    /** Requests of another web application are not this filter's, nor those of a container whose Servlet API is another. */
    @SuppressWarnings("ReferenceEquality")
    private @Nullable Object answer(Object request, Object response, int status, @Nullable Throwable thrown) {
        boolean answered = request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse
                && httpRequest.getServletContext() != null
                && httpRequest.getServletContext().getClassLoader() == application
                && guard.answer(httpRequest, httpResponse, status, thrown);
        return answered ? true : null;
    }

    /** Whether an {@code AsyncContext} or a response belongs to a request. */
    private @Nullable Object owns(Object request, Object candidate) {
        boolean owns = request instanceof GuardedRequest guarded && guard.owns(guarded, candidate);
        return owns ? true : null;
    }

    /** A task failed that was to answer a request, and nobody else will. */
    private @Nullable Object failedTask(Object request, Throwable thrown) {
        boolean taken = request instanceof GuardedRequest guarded && guard.taskFailed(guarded, thrown);
        return taken ? true : null;
    }

    private Object exit(int status, long waitMillis) {
        guard.exit(status, Duration.ofMillis(waitMillis));
        return true;
    }
}
