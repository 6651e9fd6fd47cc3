/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One asynchronous cycle of a request, from {@code startAsync} to {@code dispatch} or {@code complete}. What is thrown on another
 * thread or in a listener is answered at once, and so is a time-out of which no listener makes anything. Once Backstop has the
 * response, what the application still wants of the cycle is ignored.
 *
 * <p>The container knows one listener, this one's; it tells the application's, in their order, so that what they did is known when the last
 * one is done. Safe for use by many threads.
 */
final class GuardedAsyncContext implements AsyncContext {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedAsyncContext.class);

    /** The container's own time-out comes first, if it comes. */
    private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(20);

    private final GuardedResponse guarded;
    private final AsyncContext containers;
    private final ServletRequest request;
    private final ServletResponse response;
    private final boolean original;
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();

    /** Whether the response is the container's own, although filters further out had wrapped it. */
    private final boolean pastFilters;

    private volatile boolean dispatched;
    private volatile boolean failing;
    private volatile boolean told;
    private volatile boolean limited;
    private volatile int limitMillis;
    private volatile @Nullable GuardedInputStream input;
    private volatile @Nullable Runnable followed;

    /** A listener of the application's, with what it wants to be told of. */
    private record Listening(
            AsyncListener listener,
            @Nullable ServletRequest request,
            @Nullable ServletResponse response) {}

    GuardedAsyncContext(
            GuardedResponse guarded,
            AsyncContext containers,
            ServletRequest request,
            ServletResponse response,
            boolean original) {
        this(guarded, containers, request, response, original, false);
    }

    private GuardedAsyncContext(
            GuardedResponse guarded,
            AsyncContext containers,
            ServletRequest request,
            ServletResponse response,
            boolean original,
            boolean pastFilters) {
        this.guarded = guarded;
        this.containers = containers;
        this.request = request;
        this.response = response;
        this.original = original;
        this.pastFilters = pastFilters;
    }

    /** For {@code startAsync} without arguments inside of filters that wrap. */
    GuardedAsyncContext(GuardedResponse guarded, AsyncContext containers) {
        this(guarded, containers, guarded.request(), guarded, true, true);
    }

    /** Called once, when the cycle has begun. */
    void listen() {
        containers.addListener(new Containers());
    }

    /** Called when the next cycle has begun: listeners that want to go on must say so to it. */
    void startAgain(GuardedAsyncContext next) {
        for (Listening one : listeners) {
            warn(guarded.guard().thrownBy(() -> one.listener.onStartAsync(next.event(one, null))));
        }
    }

    /**
     * Tells the listeners of a failure, once: as the specification has it, but containers in their own ways only or not at all.
     *
     * @return whether one of them did what is to be done about it
     */
    boolean isHandledByListeners(Throwable thrown) {
        if (told) {
            return isOver();
        }
        told = true;
        failing = true;
        // Also that of a dispatched resource: from here on it is the listeners' again.
        dispatched = false;
        for (Listening one : listeners) {
            warn(guarded.guard().thrownBy(() -> one.listener.onError(event(one, thrown))));
        }
        failing = false;
        if (guarded.isCompleted()) {
            try {
                containers.complete();
            } catch (IllegalStateException e) {
                LOG.debug("a dispatched resource failed: the request ends with its dispatch", e);
            }
        }
        return isOver();
    }

    private static void warn(@Nullable Throwable thrown) {
        if (thrown != null) {
            LOG.warn("a listener failed", thrown);
        }
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isOf(AsyncContext context) {
        return context == containers;
    }

    /** Whether it is this one, or the container's own for it. */
    @SuppressWarnings("ReferenceEquality")
    boolean isMeantBy(AsyncContext context) {
        return context == this || isOf(context);
    }

    /** Whether it waits for a task of the application's: neither over, nor taken on by read or write listeners. */
    boolean isWaiting() {
        Aside aside = guarded.asideIfAny();
        return !isOver() && (aside == null || !aside.nonBlocking);
    }

    /** Nobody is left who could answer. */
    void failed(Throwable thrown) {
        guarded.guard().failedAsync(guarded, thrown);
    }

    /** Whether this cycle goes on with the given response. */
    @SuppressWarnings("ReferenceEquality")
    boolean goesOnWith(@Nullable GuardedResponse response) {
        return guarded == response;
    }

    /** Whether the application has sent the request on, or is done with it, or Backstop is. */
    boolean isOver() {
        return dispatched || guarded.isCompleted() || guarded.isTaken();
    }

    /**
     * When the application wants this cycle to end at the latest, if it said so.
     *
     * @param otherwise where it did not
     */
    int limitMillis(int otherwise) {
        return limited && limitMillis - otherwise > 0 ? limitMillis : otherwise;
    }

    /** The stream, with its listener guarded. */
    ServletInputStream guarded(ServletInputStream stream) {
        GuardedInputStream there = input;
        if (there == null || !there.isOf(stream)) {
            there = new GuardedInputStream(guarded, stream);
            input = there;
        }
        return there;
    }

    /** The agent follows tasks of this cycle; it is told when the cycle is over. */
    void follow(Runnable tasks) {
        followed = tasks;
    }

    /** What the application dispatched to begins. A failure there is another one, of which the listeners do not know. */
    void beginDispatch() {
        told = false;
        end();
    }

    /** The cycle is over. */
    void end() {
        Runnable tasks = followed;
        if (tasks != null) {
            tasks.run();
        }
    }

    // ---- what Backstop asks of the container

    /** Completes the cycle, which Backstop has answered, unless the application did. */
    void completeAnswered() {
        try {
            if (guarded.complete()) {
                containers.complete();
            }
        } catch (IllegalStateException e) {
            LOG.debug("the request is completed or dispatched already", e);
        }
    }

    // ---- what the application asks

    @Override
    public ServletRequest getRequest() {
        return request;
    }

    @Override
    public ServletResponse getResponse() {
        return response;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return original || containers.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        dispatch(containers::dispatch);
    }

    @Override
    public void dispatch(String path) {
        dispatch(() -> containers.dispatch(path));
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        dispatch(() -> containers.dispatch(context, path));
    }

    private void dispatch(Runnable dispatch) {
        guarded.awaitUnclaimed();
        if (guarded.isTaken()) {
            completeAnswered();
            return;
        }
        // Before, because the thread that goes on may be there first.
        dispatched = true;
        if (pastFilters) {
            // The dispatch begins anew at the container's response, with a guard of its own.
            guarded.detach();
            guarded.guard().wheel().disarm(guarded);
        }
        try {
            dispatch.run();
        } catch (RuntimeException e) {
            dispatched = false;
            if (pastFilters) {
                guarded.uncomplete();
                guarded.guard().deadlines().arm(guarded);
            }
            throw e;
        }
    }

    @Override
    public void complete() {
        if (!guarded.isCompleted()) {
            guarded.guard().completes(guarded);
        }
        boolean first = guarded.complete();
        if (failing || (!first && guarded.isTaken())) {
            // When all listeners were told: some containers would tell them at once that the request is complete.
            // Or it is complete, and the container may use its context for another request by now.
            return;
        }
        try {
            containers.complete();
        } catch (IllegalStateException e) {
            if (first) {
                guarded.uncomplete();
            }
            throw e;
        }
    }

    @Override
    public void start(Runnable run) {
        containers.start(() -> guarded.guard().runAsync(guarded, run::run));
    }

    @Override
    public void addListener(AsyncListener listener) {
        listeners.add(new Listening(listener, request, response));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest servletRequest, ServletResponse servletResponse) {
        listeners.add(new Listening(listener, servletRequest, servletResponse));
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return containers.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        containers.setTimeout(millis);
        limited = millis > 0;
        if (limited) {
            limitMillis =
                    (int) (guarded.guard().wheel().clockMillis() + Math.min(millis + GRACE_MILLIS, LONGEST_MILLIS));
        }
    }

    @Override
    public long getTimeout() {
        return containers.getTimeout();
    }

    // ---- what the container tells

    private AsyncEvent event(Listening one, @Nullable Throwable thrown) {
        return new AsyncEvent(this, one.request, one.response, thrown);
    }

    private final class Containers implements AsyncListener {
        @Override
        public void onStartAsync(AsyncEvent event) {
            // See startAgain: here the next cycle is not known yet.
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            Throwable first = null;
            for (Listening one : listeners) {
                Throwable thrown = guarded.guard().thrownBy(() -> one.listener.onTimeout(event(one, null)));
                first = first == null ? thrown : first;
            }
            if (isOver()) {
                warn(first);
            } else if (first != null) {
                // What a listener throws is not for the others.
                told = true;
                guarded.guard().failedAsync(guarded, first);
            } else {
                guarded.guard().timedOut(guarded);
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            if (!isHandledByListeners(event.getThrowable())) {
                guarded.guard().failedAsync(guarded, event.getThrowable());
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // First, because the container may use the response again as soon as it likes.
            guarded.guard().completed(guarded, GuardedAsyncContext.this);
            for (Listening one : listeners) {
                warn(guarded.guard().thrownBy(() -> one.listener.onComplete(event(one, event.getThrowable()))));
            }
        }
    }
}
