/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import dev.backstop.it.webapp.Fault.Act;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The ways in which an application leaves a request's work to another thread. */
final class OtherThread {

    private static final ExecutorService POOL = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "application-pool");
        thread.setDaemon(true);
        return thread;
    });

    private OtherThread() {}

    /** The container's, by {@code AsyncContext.start}. */
    static Act ofContainer(Act work) {
        return (request, response) -> request.startAsync().start(() -> run(work, request, response));
    }

    /** One of the application's own pool, whose future nobody asks: what is thrown there is never heard of. */
    static Act ofPool(Act work) {
        return (request, response) -> {
            startWithoutTimeout(request, response);
            POOL.submit(() -> run(work, request, response));
        };
    }

    /** A virtual one where the JDK has them, else one of the pool. */
    static Act virtual(Act work) {
        return (request, response) -> {
            startWithoutTimeout(request, response);
            startVirtual(() -> {
                try {
                    run(work, request, response);
                } catch (RuntimeException e) {
                    // Lost, as in a future that nobody asks; the JVM's own note would only fill the log.
                }
            });
        };
    }

    private static void startWithoutTimeout(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
    }

    private static void startVirtual(Runnable work) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (NoSuchMethodException e) {
            POOL.execute(work);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Act work, HttpServletRequest request, HttpServletResponse response) {
        try {
            work.on(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }
}
