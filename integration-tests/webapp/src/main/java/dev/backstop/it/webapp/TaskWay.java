/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The ways in which an application leaves a request to another thread, that fails. */
public enum TaskWay {
    // ---- nobody else answers

    /** A task that nobody waits for. */
    EXECUTE(async -> pool().execute(() -> fail(async))),
    /** A future that nobody asks. */
    SUBMIT(async -> pool().submit(() -> fail(async))),
    SCHEDULE(async -> scheduler().schedule(() -> fail(async), 50, TimeUnit.MILLISECONDS)),
    SUPPLY_ASYNC(async -> CompletableFuture.supplyAsync(() -> fail(async))),
    RUN_ASYNC_IN_POOL(async -> CompletableFuture.runAsync(() -> fail(async), pool())),
    /** A stage after the first. */
    THEN_ACCEPT(async -> CompletableFuture.supplyAsync(() -> "loaded", pool()).thenAccept(loaded -> fail(async))),
    THEN_ACCEPT_ASYNC(
            async -> CompletableFuture.supplyAsync(() -> "loaded").thenAcceptAsync(loaded -> fail(async), pool())),
    /** The first stage, so that the one that would answer never runs. */
    BEFORE_THEN_ACCEPT(
            async -> CompletableFuture.supplyAsync(() -> fail(null)).thenAccept(loaded -> TaskServlet.answer(async))),
    FORK_JOIN(async -> ForkJoinPool.commonPool().submit(() -> fail(async))),
    FORK_JOIN_EXECUTE(async -> ForkJoinPool.commonPool().execute(() -> fail(async))),
    THREAD(async -> new Thread(() -> fail(async), "own").start()),
    VIRTUAL_THREAD(async -> Virtual.start(() -> fail(async))),
    VIRTUAL_EXECUTOR(async -> Virtual.executor().submit(() -> fail(async))),
    /** A task of a task. */
    TASK_OF_TASK(async -> pool().execute(() -> pool().submit(() -> fail(async)))),
    TASK_OF_THREAD(async -> new Thread(() -> pool().submit(() -> fail(async)), "own").start()),
    /** The request is asynchronous only after the task was handed over. */
    BEFORE_START {
        @Override
        void start(HttpServletRequest request) {
            CountDownLatch started = new CountDownLatch(1);
            Holder holder = new Holder();
            pool().submit(() -> {
                await(started);
                return fail(holder);
            });
            holder.hold(withoutTimeout(request));
            started.countDown();
        }
    },

    // ---- somebody else answers

    /** What failed had nothing to do with the answer. */
    AUDIT(async -> {
        pool().submit(() -> fail(null));
        TaskServlet.answerLater(async);
    }),
    /** Two try it. */
    SIBLING(async -> {
        pool().submit(() -> fail(async));
        pool().submit(() -> {
            sleep();
            TaskServlet.answer(async);
        });
    }),
    /** One waits for the other. */
    GETTER(async -> {
        Future<?> failing = pool().submit(() -> fail(async));
        pool().execute(() -> {
            try {
                failing.get();
            } catch (ExecutionException e) {
                TaskServlet.answerLater(async);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }),
    /** The application has another way. */
    EXCEPTIONALLY(
            async -> CompletableFuture.supplyAsync(() -> fail(async), pool()).exceptionally(thrown -> {
                TaskServlet.answerLater(async);
                return null;
            })),
    WHEN_COMPLETE(async -> CompletableFuture.supplyAsync(() -> fail(async))
            .thenApply(loaded -> loaded)
            .whenComplete((loaded, thrown) -> TaskServlet.answerLater(async))),
    /** It is all well. */
    WELL(async ->
            CompletableFuture.supplyAsync(() -> "loaded").thenAcceptAsync(loaded -> TaskServlet.answer(async), pool()));

    /** What is to be done for the request. */
    @FunctionalInterface
    private interface Work {
        void begin(AsyncContext async);
    }

    /** What gets the request's context later, as Spring's {@code DeferredResult} does. */
    private static final class Holder {
        private volatile @Nullable AsyncContext async;

        void hold(AsyncContext context) {
            async = context;
        }

        @Override
        public String toString() {
            return "holds " + async;
        }
    }

    /** Made by name, because Java 17 has none. */
    private static final class Virtual {
        private static final ExecutorService EXECUTOR = make();

        static void start(Runnable work) {
            executor().execute(work);
        }

        static ExecutorService executor() {
            return EXECUTOR;
        }

        private static ExecutorService make() {
            try {
                return (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            } catch (NoSuchMethodException e) {
                return pool();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final long SLEEP_MILLIS = 300;

    private final Work work;

    TaskWay() {
        this(async -> {});
    }

    TaskWay(Work work) {
        this.work = work;
    }

    /** Whether the application answers by itself. */
    public boolean isAnswered() {
        return compareTo(AUDIT) >= 0;
    }

    void start(HttpServletRequest request) {
        work.begin(withoutTimeout(request));
    }

    private static AsyncContext withoutTimeout(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        return async;
    }

    /** The argument is only there to be captured. */
    private static Object fail(@Nullable Object captured) {
        throw new IllegalStateException(Secret.MESSAGE + (captured == null ? "" : " "));
    }

    private static void sleep() {
        try {
            Thread.sleep(SLEEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService pool() {
        return Pools.POOL;
    }

    private static ScheduledExecutorService scheduler() {
        return Pools.SCHEDULER;
    }

    private static final class Pools {
        static final ExecutorService POOL = Executors.newFixedThreadPool(4, Pools::daemon);
        static final ScheduledExecutorService SCHEDULER = Executors.newSingleThreadScheduledExecutor(Pools::daemon);

        private static Thread daemon(Runnable work) {
            Thread thread = new Thread(work, "application-tasks");
            thread.setDaemon(true);
            return thread;
        }
    }
}
