/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;

/** An asynchronous request with a time-out of its own, and a listener that does not help. */
final class OwnTimeout implements AsyncListener {

    private static final long MILLIS = 300;

    private final boolean throwing;

    private OwnTimeout(boolean throwing) {
        this.throwing = throwing;
    }

    /** Starts it without a listener. */
    static AsyncContext start(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        async.setTimeout(MILLIS);
        return async;
    }

    static void startWithIdleListener(HttpServletRequest request) {
        start(request).addListener(new OwnTimeout(false));
    }

    static void startWithThrowingListener(HttpServletRequest request) {
        start(request).addListener(new OwnTimeout(true));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        if (throwing) {
            throw new IllegalStateException(Secret.MESSAGE);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // only the time-out matters
    }

    @Override
    public void onError(AsyncEvent event) {
        // only the time-out matters
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // only the time-out matters
    }
}
