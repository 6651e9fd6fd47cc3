/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The filter's own threads: the wheel that times requests, a timer for the log, and a few workers for what may block. All are daemons, are started when there is something
 * to do, and end when there has been nothing for a while. They keep nothing of a request alive.
 */
final class Background {
    private static final int MOST_WORKERS = 16;
    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor workers;
    private final TimerWheel wheel;

    Background(LongSupplier nanoTime) {
        timer = new ScheduledThreadPoolExecutor(1, daemons("backstop-timer"));
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        workers = new ThreadPoolExecutor(
                0, MOST_WORKERS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("backstop-worker"));
        wheel = new TimerWheel(nanoTime, workers, daemons("backstop-wheel"));
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            // Without the inheritable thread-locals of the request that happens to start it.
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            // A container's thread asks for this one; its web application must not be kept alive by more than our own
            // classes.
            thread.setContextClassLoader(Background.class.getClassLoader());
            return thread;
        };
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** The timer of the requests. */
    TimerWheel wheel() {
        return wheel;
    }

    void stop() {
        wheel.stop();
        timer.shutdownNow();
        workers.shutdown();
    }
}
