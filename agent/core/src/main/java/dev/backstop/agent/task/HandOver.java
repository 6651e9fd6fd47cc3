/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import dev.backstop.agent.weaving.Hook;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * A task is given to an executor, or a thread is started. A pool's own thread is nobody's, whoever had it started, nor is one that the JDK
 * has for itself; and of a virtual thread the start is what counts, and not that it is put on another thread again and again.
 */
final class HandOver implements Hook {
    private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";
    private static final String OF_THE_JDK = "jdk.";
    private static final String VIRTUAL = "java.lang.VirtualThread";

    private final Tasks tasks;

    HandOver(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object enter(@Nullable Object task, @Nullable Object[] entry) {
        if (task != null && !isNobodys(task)) {
            tasks.handOver(task);
        }
        return null;
    }

    private static boolean isNobodys(Object task) {
        return task instanceof Thread thread ? isOfPool(thread) : isVirtual(task);
    }

    private static boolean isOfPool(Thread thread) {
        return thread instanceof ForkJoinWorkerThread
                || thread.getClass().getName().startsWith(OF_THE_JDK)
                || runs(thread, WORKER);
    }

    private static boolean isVirtual(Object task) {
        return task instanceof ForkJoinTask && runs(task, VIRTUAL);
    }

    private static boolean runs(Object task, String prefix) {
        for (Object part : Captured.roots(task)) {
            if (part.getClass().getName().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
