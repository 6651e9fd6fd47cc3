/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.Signals;
import dev.backstop.agent.weaving.Hook;
import dev.backstop.agent.weaving.Place;
import dev.backstop.agent.weaving.Place.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where the JDK's executors hand a task over and run it, and where it is seen that one has failed. */
public final class TaskPlaces {
    /** What requests have done by others. */
    public static final String PART = "tasks";

    private static final String CONCURRENT = "java.util.concurrent.";
    private static final int WITH_VIRTUAL_THREADS = 21;

    private TaskPlaces() {}

    /**
     * All of them.
     *
     * @param entries what each thread works for, see the bridge
     * @param count of the tasks that were handed over and have not begun, to be kept
     */
    public static List<Place> all(
            Signals signals, ThreadLocal<@Nullable Object @Nullable []> entries, AtomicInteger count) {
        Tasks tasks = new Tasks(signals, entries, count);
        List<Place> places = new ArrayList<>();
        handOvers(places, new HandOver(tasks));
        runs(places, tasks);
        failures(places, tasks);
        futures(places, tasks);
        return places;
    }

    private static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= WITH_VIRTUAL_THREADS;
    }

    private static void handOvers(List<Place> places, Hook hook) {
        add(places, CONCURRENT + "ThreadPoolExecutor", "execute", "(Ljava/lang/Runnable;)V", Kind.HAND_OVER, hook);
        add(places, CONCURRENT + "ScheduledThreadPoolExecutor", "delayedExecute", Place.ANY, Kind.HAND_OVER, hook);
        add(places, "java.lang.Thread", "start", "()V", Kind.START, hook);
        if (hasVirtualThreads()) {
            String inContainer = "(Ljdk/internal/vm/ThreadContainer;)V";
            add(places, CONCURRENT + "ForkJoinPool", "poolSubmit", Place.ANY, Kind.HAND_OVER, hook);
            add(places, "java.lang.Thread", "start", inContainer, Kind.START, hook);
            add(places, "java.lang.VirtualThread", "start", inContainer, Kind.START, hook);
        } else {
            add(places, CONCURRENT + "ForkJoinPool", "externalSubmit", Place.ANY, Kind.HAND_OVER, hook);
        }
    }

    private static void runs(List<Place> places, Tasks tasks) {
        Hook hook = new TaskRuns(tasks);
        add(places, CONCURRENT + "ThreadPoolExecutor", "runWorker", Place.ANY, Kind.RUNS_TASKS, hook);
        // A thread that runs tasks since before the class was woven goes on as it was, but it fetches as all do.
        add(places, CONCURRENT + "ThreadPoolExecutor", "getTask", Place.ANY, Kind.FETCH, new TaskFetch(tasks));
        add(places, CONCURRENT + "ThreadPoolExecutor", "getTask", Place.ANY, Kind.START, new NextFetch(tasks));
        add(places, CONCURRENT + "ForkJoinTask", "doExec", Place.ANY, Kind.TASK, hook);
        add(places, CONCURRENT + "FutureTask", "run", "()V", Kind.TASK, hook);
        add(places, "java.lang.Thread", "exit", "()V", Kind.START, new ThreadEnd(tasks));
        for (String task : List.of("AsyncSupply", "AsyncRun", "Completion")) {
            add(places, CONCURRENT + "CompletableFuture$" + task, "run", "()V", Kind.TASK, hook);
        }
        if (hasVirtualThreads()) {
            add(places, CONCURRENT + "ThreadPerTaskExecutor$ThreadBoundFuture", "run", "()V", Kind.TASK, hook);
        }
    }

    private static void failures(List<Place> places, Tasks tasks) {
        Hook future = new FailedFuture(tasks);
        String thrown = "(Ljava/lang/Throwable;)V";
        add(places, CONCURRENT + "FutureTask", "setException", thrown, Kind.ENTER, future);
        add(
                places,
                CONCURRENT + "CompletableFuture",
                "encodeThrowable",
                "(Ljava/lang/Throwable;)Ljava/util/concurrent/CompletableFuture$AltResult;",
                Kind.ENTER,
                future);
        add(places, "java.lang.Thread", "dispatchUncaughtException", thrown, Kind.ENTER, new FailedThread(tasks));
        add(
                places,
                "org.springframework.aop.interceptor.AsyncExecutionAspectSupport",
                "handleError",
                Place.ANY,
                Kind.ENTER,
                new FailedMethod(tasks));
    }

    private static void futures(List<Place> places, Tasks tasks) {
        Hook looks = new FutureLook(tasks);
        add(places, CONCURRENT + "FutureTask", "report", Place.ANY, Kind.START, looks);
        for (String future : List.of("CompletableFuture", "ForkJoinTask")) {
            String timed = "(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;";
            add(places, CONCURRENT + future, "get", "()Ljava/lang/Object;", Kind.START, looks);
            add(places, CONCURRENT + future, "get", timed, Kind.START, looks);
            add(places, CONCURRENT + future, "join", "()Ljava/lang/Object;", Kind.START, looks);
        }
        for (String stage : List.of("uniWhenComplete", "uniHandle", "uniExceptionally", "uniComposeExceptionally")) {
            add(places, CONCURRENT + "CompletableFuture", stage + "Stage", Place.ANY, Kind.START, looks);
        }
        Hook stages = new FutureStage(tasks);
        for (String stage : List.of("uniApply", "uniAccept", "uniRun", "uniCompose")) {
            add(places, CONCURRENT + "CompletableFuture", stage + "Stage", Place.ANY, Kind.HAND_OVER, stages);
        }
    }

    private static void add(
            List<Place> places, String className, String method, String descriptor, Kind kind, Hook hook) {
        places.add(new Place(PART, className, method, descriptor, kind, hook));
    }
}
