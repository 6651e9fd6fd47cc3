/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.incident.Fault;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
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
    private final Rescue rescue;
    private final @Nullable ClassLoader application;

    /** @param application the loader of the web application, by which its threads are known */
    AgentSignals(Guard guard, Rescue rescue, @Nullable ClassLoader application) {
        this.guard = guard;
        this.rescue = rescue;
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
        rescue.reportBeside(new Fault.DeadThread(thread.getName(), thrown));
        return true;
    }

    private @Nullable Object stoppedTask(String task, Throwable thrown, boolean anybodys) {
        if (!anybodys && !isOurs(Thread.currentThread())) {
            return null;
        }
        rescue.reportBeside(new Fault.StoppedTask(task, thrown));
        return true;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isOurs(Thread thread) {
        return application != null && thread.getContextClassLoader() == application;
    }

    /**
     * Something failed outside of all filters, and the container is about to say so in its own words. Requests of another web application
     * are not this filter's, nor those of a container whose Servlet API is another.
     */
    @SuppressWarnings("ReferenceEquality")
    private @Nullable Object answer(Object request, Object response, int status, @Nullable Throwable thrown) {
        boolean answered = request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse
                && httpRequest.getServletContext() != null
                && httpRequest.getServletContext().getClassLoader() == application
                && !httpResponse.isCommitted()
                && !guard.isExcluded(httpRequest)
                && answerForContainer(httpRequest, httpResponse, status, thrown);
        return answered ? true : null;
    }

    private boolean answerForContainer(
            HttpServletRequest request, HttpServletResponse response, int status, @Nullable Throwable thrown) {
        GuardedResponse guarded =
                new GuardedResponse(guard, request, response, guard.wheel().clockMillis());
        boolean answered = rescue.answerForContainer(guarded, status, thrown);
        guarded.leave();
        return answered;
    }

    /** Whether an {@code AsyncContext} or a response is that of a request which waits for somebody to answer it. */
    private @Nullable Object owns(Object request, Object candidate) {
        GuardedAsyncContext async = waiting(request);
        if (async == null) {
            return null;
        }
        boolean owns = candidate instanceof AsyncContext context
                ? async.isMeantBy(context)
                : candidate instanceof ServletResponse response && async.goesOnWith(Guard.within(response));
        return owns ? true : null;
    }

    /** A task failed that was to answer a request, and nobody else will. */
    private @Nullable Object failedTask(Object request, Throwable thrown) {
        GuardedAsyncContext async = waiting(request);
        if (async == null) {
            return null;
        }
        async.failed(thrown);
        return true;
    }

    /** The cycle of a request of this filter's that waits for a task; null if it does not, or if listeners go on with it. */
    @SuppressWarnings("ReferenceEquality")
    private @Nullable GuardedAsyncContext waiting(Object request) {
        if (!(request instanceof GuardedRequest guarded) || guarded.response().guard() != guard) {
            return null;
        }
        GuardedAsyncContext async = guarded.response().async();
        return async != null && async.isWaiting() ? async : null;
    }

    private Object exit(int status, long waitMillis) {
        guard.ending().begin(status, Duration.ofMillis(waitMillis));
        return true;
    }
}
