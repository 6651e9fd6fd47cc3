/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.container.Container;
import dev.backstop.filter.container.Innermost;
import dev.backstop.filter.incident.Fault;
import dev.backstop.filter.incident.Outcome;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one request through the chain, and through what goes on of it on other threads. What happens when something fails is
 * {@link Rescue}'s business.
 *
 * <p>Safe for use by many threads. For a healthy request it allocates the {@link GuardedResponse}, the {@link GuardedRequest} and a
 * stream or writer, and takes no lock but that of the timer, for a few instructions.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Container container;
    private final Rescue rescue;
    private final TimerWheel wheel;
    private final Deadlines deadlines;
    private final Integrity integrity;
    private final PathPatterns excluded;
    private final PathPatterns excludedFromHolding;
    private final int bufferSize;
    private final long holdSize;
    private final int holdMillis;
    private final boolean forbidsCachingOfErrors;
    private final boolean guardsAsync;
    private final FollowedTasks tasks;
    private final Ending ending;

    /** What runs on behalf of a request on another thread, or in a listener. */
    @FunctionalInterface
    interface AsyncCall {
        void run() throws IOException;
    }

    /** A guard whose responses get a buffer of the given size in bytes; 0 leaves the container's. */
    Guard(
            Settings settings,
            Container container,
            int bufferSize,
            TimerWheel wheel,
            Rescue rescue,
            LongSupplier nanoTime) {
        this.container = container;
        this.rescue = rescue;
        this.wheel = wheel;
        this.deadlines = new Deadlines(settings, wheel, rescue);
        this.ending = new Ending(wheel, deadlines);
        this.integrity = new Integrity(settings, nanoTime);
        this.bufferSize = bufferSize;
        this.excluded = new PathPatterns(settings.words(Setting.EXCLUDE));
        this.excludedFromHolding = new PathPatterns(settings.words(Setting.HOLD_EXCLUDE));
        this.holdSize = settings.bytes(Setting.HOLD_SIZE);
        this.holdMillis = (int) settings.duration(Setting.HOLD_TIME).toMillis();
        this.forbidsCachingOfErrors = settings.isOn(Setting.ERROR_PAGES_NO_STORE);
        this.guardsAsync = settings.isOn(Setting.ASYNC);
        this.tasks = guardsAsync ? AgentLink.followedTasks() : new FollowedTasks(null);
    }

    // ---- a dispatch of the container's

    /** Runs the chain for a request of any dispatch. */
    void run(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        GuardedResponse outer = within(response);
        if (outer != null && request.getDispatcherType() == DispatcherType.ASYNC) {
            runAgain(outer, request, response, chain);
        } else if (outer != null) {
            runWithin(outer, request, response, chain);
        } else if (isExcluded(request) || isGuardedByAnother(response)) {
            chain.doFilter(request, response);
        } else {
            runGuarded(request, response, chain);
        }
    }

    /** The guarded response that the given one wraps, or null. */
    static @Nullable GuardedResponse within(ServletResponse response) {
        ServletResponse current = response;
        while (current instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof GuardedResponse guarded) {
                return guarded;
            }
            current = wrapper.getResponse();
        }
        return null;
    }

    /** Whether another copy of this class, from another class loader, guards the response already. */
    private static boolean isGuardedByAnother(ServletResponse response) {
        ServletResponse current = response;
        while (current instanceof ServletResponseWrapper wrapper) {
            if (wrapper.getClass().getName().equals(GuardedResponse.class.getName())) {
                return true;
            }
            current = wrapper.getResponse();
        }
        return false;
    }

    private void runGuarded(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        GuardedResponse guarded = new GuardedResponse(this, request, response, wheel.clockMillis());
        enlargeBuffer(response);
        deadlines.begin(guarded);
        Fault end = ending.fault();
        if (end != null) {
            rescue.replace(guarded, end);
            leave(guarded);
            return;
        }
        // HttpServlet.doOptions tells from the class of Tomcat's own request whether TRACE is allowed.
        boolean unwrapped = "OPTIONS".equals(request.getMethod());
        HttpServletResponse passed = guarded;
        if (container.needsItsOwnResponse(request)) {
            // Nobody tells when the application uses it, so no deadline may.
            guarded.complete();
            passed = response;
        }
        runChain(unwrapped ? request : guarded.request(), passed, guarded, chain);
    }

    /** The application dispatched an asynchronous request: the same guard goes on. */
    private void runAgain(
            GuardedResponse guarded, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (guarded.isTaken()) {
            // Answered since it was dispatched: nobody would see what the application makes of it.
            return;
        }
        Aside aside = guarded.aside();
        aside.dispatchMillis = wheel.clockMillis();
        // From here on it is as a request that was never asynchronous, until it is again.
        GuardedAsyncContext last = aside.async;
        if (last != null) {
            last.beginDispatch();
        }
        aside.dispatchedAsync = last;
        aside.dispatchedWrapped = response != guarded;
        aside.async = null;
        deadlines.arm(guarded);
        runChain(request, response, guarded, chain);
    }

    private void runChain(
            HttpServletRequest request, HttpServletResponse response, GuardedResponse guarded, FilterChain chain)
            throws IOException, ServletException {
        guarded.request().runBy(Thread.currentThread());
        Object[] followed = tasks.begin(guarded.request());
        boolean stays = false;
        try {
            chain.doFilter(request, response);
            stays = end(guarded);
        } catch (Throwable thrown) {
            rescue.failed(guarded, thrown);
        } finally {
            if (!stays) {
                leave(guarded);
            }
            FollowedTasks.end(followed, guarded.async());
        }
    }

    /** A forward, an include, or a second registration of the filter: one guard is enough, but it has to know. */
    private static void runWithin(
            GuardedResponse outer, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.INCLUDE) {
            outer.beginInclude();
            try {
                chain.doFilter(request, response);
            } finally {
                outer.endInclude();
            }
        } else {
            chain.doFilter(request, response);
            if (type == DispatcherType.FORWARD) {
                outer.forwarded();
            }
        }
    }

    private void enlargeBuffer(HttpServletResponse response) {
        if (response.getBufferSize() < bufferSize && !response.isCommitted()) {
            try {
                response.setBufferSize(bufferSize);
            } catch (IllegalStateException e) {
                // Somebody further out has written already. Then this response has the buffer that it has.
                LOG.debug("the buffer cannot be enlarged any more", e);
            }
        }
    }

    /** The chain has returned. Returns whether the request goes on without its thread. */
    private boolean end(GuardedResponse guarded) throws IOException {
        if (goesOn(guarded)) {
            guarded.goOn();
            if (goesOnWithAnother(guarded)) {
                return false;
            }
            guarded.request().runBy(null);
            // A worker may be about to interrupt this thread, which has other work from here on.
            guarded.awaitUnclaimed();
            return true;
        }
        finish(guarded);
        return false;
    }

    private static boolean goesOnWithAnother(GuardedResponse guarded) {
        GuardedAsyncContext async = guarded.async();
        return async != null && !async.goesOnWith(guarded);
    }

    private boolean goesOn(GuardedResponse guarded) {
        return guarded.async() != null || guarded.request().isAsyncStarted();
    }

    /** The application is done: what it wished goes out. */
    private void finish(GuardedResponse guarded) throws IOException {
        try {
            guarded.end();
        } catch (RuntimeException e) {
            // The page is the application's and healthy; a failure of ours must not change that.
            LOG.error("Backstop failed at the end of a request; the response stays as it is", e);
        }
    }

    /** The request is over, or goes on without Backstop: from here on nobody touches its response. */
    private void leave(GuardedResponse guarded) {
        guarded.request().runBy(null);
        if (isWrittenOn(guarded)) {
            if (!guarded.isTaken()) {
                guarded.detach();
            }
            wheel.disarm(guarded);
            return;
        }
        guarded.leave();
        wheel.disarm(guarded);
        Aside aside = guarded.asideIfAny();
        if (aside != null && aside.interrupted && Thread.interrupted()) {
            LOG.debug(
                    "the interrupt of the deadline came too late for the application; the container shall not have it");
        }
    }

    // ---- what an asynchronous request does elsewhere

    /** Runs something of the application's; what it throws is answered, and only what Backstop cannot answer comes out. */
    void runAsync(GuardedResponse guarded, AsyncCall call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            failedAsync(guarded, thrown);
        }
    }

    /** Runs something of the application's. Returns what it throws, or null. */
    @Nullable
    Throwable thrownBy(AsyncCall call) {
        try {
            call.run();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** Runs a read or write listener; if it fails, it is told, as the container would. */
    void runListener(GuardedResponse guarded, AsyncCall call, Consumer<Throwable> onError) {
        try {
            call.run();
        } catch (Throwable thrown) {
            listenerFailed(guarded, thrown, onError);
        }
    }

    /** A read or write listener is told of a failure; the rest is done if it does nothing about it. */
    void listenerFailed(GuardedResponse guarded, Throwable thrown, Consumer<Throwable> onError) {
        runAsync(guarded, () -> onError.accept(thrown));
        GuardedAsyncContext async = guarded.async();
        if (async == null || !async.isOver()) {
            failedAsync(guarded, thrown);
        }
    }

    void failedAsync(GuardedResponse guarded, Throwable thrown) {
        rescue.failedAsync(guarded, thrown);
    }

    /** No listener made anything of the container's time-out. */
    void timedOut(GuardedResponse guarded) {
        rescue.faulted(guarded, new Fault.AsyncTimeout());
    }

    /** The application is about to complete an asynchronous request. */
    void completes(GuardedResponse guarded) {
        if (guarded.isTaken()) {
            return;
        }
        try {
            finish(guarded);
        } catch (IOException e) {
            LOG.debug("the client is gone", guarded.clientGone(e));
        }
    }

    /** Whether somebody may write on when Backstop is left. */
    private static boolean isWrittenOn(GuardedResponse guarded) {
        Aside aside = guarded.asideIfAny();
        if (aside != null && aside.async == null && aside.dispatchedWrapped) {
            // Filters further out wrapped it once more for its dispatch. It is left when they are, see completed.
            return true;
        }
        boolean unheard = guarded.async() == null && guarded.request().isAsyncStarted();
        // The application writes on, and nobody tells when it is done.
        return !guarded.isTaken() && (unheard || goesOnWithAnother(guarded));
    }

    /** An asynchronous request starts anew with the container's own response, past the filters further out. */
    AsyncContext startPastFilters(GuardedResponse inner, AsyncContext containers) {
        GuardedResponse anew = new GuardedResponse(
                this,
                (HttpServletRequest) Innermost.of(inner.request()),
                (HttpServletResponse) Innermost.of(inner),
                inner.startMillis());
        GuardedAsyncContext cycle = new GuardedAsyncContext(anew, containers);
        anew.aside().async = cycle;
        inner.aside().async = cycle;
        cycle.listen();
        deadlines.begin(anew);
        return cycle;
    }

    /** The container has completed a cycle of an asynchronous request. */
    void completed(GuardedResponse guarded, GuardedAsyncContext cycle) {
        cycle.end();
        Aside aside = guarded.aside();
        if (aside.async == cycle || (aside.async == null && aside.dispatchedAsync == cycle)) {
            guarded.leave();
            wheel.disarm(guarded);
        }
    }

    // ---- what a response asks

    /** See {@link Rescue#reported}. */
    boolean reported(GuardedResponse response, int status, @Nullable String message) {
        return rescue.reported(response, status, message);
    }

    /** The response must not go out as it is: an answer goes out instead. */
    void replace(GuardedResponse response, Fault fault) {
        rescue.replace(response, fault);
    }

    /** The same, by a thread that has claimed the response. */
    void replaceClaimed(GuardedResponse response, Fault fault) {
        rescue.replaceClaimed(response, fault);
    }

    /** It is too late for that: what has left must not be taken for the whole. Returns whether it is broken off. */
    boolean breakOff(GuardedResponse response, Fault fault) {
        return rescue.faulted(response, fault);
    }

    /** See {@link Rescue#answerBlankError}. */
    boolean answerBlankError(GuardedResponse response, int status) {
        return rescue.answerBlankError(response, status);
    }

    void reportMalformed(GuardedResponse response, Fault fault, boolean corrected) {
        rescue.reportMalformed(response, fault, corrected ? Outcome.CORRECTED : Outcome.REPORTED);
    }

    /** The container breaks it off by itself. */
    void reportLeftToContainer(GuardedResponse response, Fault fault) {
        rescue.reportMalformed(response, fault, Outcome.LEFT_TO_CONTAINER);
    }

    Container container() {
        return container;
    }

    Ending ending() {
        return ending;
    }

    boolean isExcluded(HttpServletRequest request) {
        return excluded.match(request);
    }

    TimerWheel wheel() {
        return wheel;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Integrity integrity() {
        return integrity;
    }

    boolean guardsAsync() {
        return guardsAsync;
    }

    /** Has a flush go that is held back, when its time is over. */
    void armHold(GuardedResponse response) {
        int due = wheel.clockMillis() + holdMillis - TimerWheel.TICK_MILLIS;
        int millis = deadlines.millis(response);
        int deadline = response.startMillis() + millis;
        wheel.arm(response, millis > 0 && deadline - due < 0 ? deadline : due);
    }

    boolean holdsFlushes() {
        return holdSize > 0 && holdMillis > 0;
    }

    /** The largest page whose flush is held back, in bytes. */
    long holdSize() {
        return holdSize;
    }

    boolean isExcludedFromHolding(HttpServletRequest request) {
        return excludedFromHolding.match(request);
    }

    boolean forbidsCachingOfErrors() {
        return forbidsCachingOfErrors;
    }
}
