/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it: the container's, but that its asynchronous side is guarded. One per request, for all its
 * dispatches.
 */
class GuardedRequest extends HttpServletRequestWrapper {
    private final GuardedResponse response;
    /** The thread that runs the chain, or null. */
    private volatile @Nullable Thread thread;

    GuardedRequest(HttpServletRequest request, GuardedResponse response) {
        super(request);
        this.response = response;
    }

    /** The guarded request; one that expects to be told to go on notes more. */
    static GuardedRequest of(HttpServletRequest request, GuardedResponse response) {
        return request.getHeader("Expect") == null
                ? new GuardedRequest(request, response)
                : new ExpectingRequest(request, response);
    }

    /** The container's own. */
    final HttpServletRequest containers() {
        return (HttpServletRequest) getRequest();
    }

    /** What it is answered with. */
    final GuardedResponse response() {
        return response;
    }

    /** Whether the client waits to be told to send the body. */
    boolean isWaiting() {
        return false;
    }

    /** The thread that runs the chain just now, or null. */
    final @Nullable Thread thread() {
        return thread;
    }

    final void runBy(@Nullable Thread runner) {
        thread = runner;
    }

    @Override
    public AsyncContext startAsync() {
        if (!isGuarded()) {
            return super.startAsync();
        }
        if (!response.isOutermost()) {
            // The container hands its own response out, past the filters further out, which do not wait for the rest.
            return response.guard().startPastFilters(response, super.startAsync());
        }
        // With no arguments the container would hand its own response out.
        AsyncContext context = super.startAsync(this, response);
        return started(new GuardedAsyncContext(response, context, this, response, true));
    }

    @Override
    public AsyncContext startAsync(ServletRequest asyncRequest, ServletResponse asyncResponse) {
        AsyncContext context = super.startAsync(asyncRequest, asyncResponse);
        return isGuarded()
                ? started(new GuardedAsyncContext(response, context, asyncRequest, asyncResponse, false))
                : context;
    }

    private boolean isGuarded() {
        return response.guard().guardsAsync();
    }

    private AsyncContext started(GuardedAsyncContext next) {
        Aside aside = response.aside();
        GuardedAsyncContext last = aside.dispatchedAsync;
        aside.async = next;
        next.listen();
        if (last != null) {
            last.startAgain(next);
        }
        return next;
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext context = super.getAsyncContext();
        GuardedAsyncContext guarded = response.async();
        return guarded != null && guarded.isOf(context) ? guarded : context;
    }

    /** A stream that was had before {@code startAsync} is the container's own: most read it to the end and never set a listener. */
    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream stream = super.getInputStream();
        GuardedAsyncContext async = response.async();
        return async == null ? stream : async.guarded(stream);
    }
}
