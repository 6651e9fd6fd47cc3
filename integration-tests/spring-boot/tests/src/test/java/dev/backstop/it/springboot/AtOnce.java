/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

import static org.junit.jupiter.api.Assertions.assertAll;

/** Things that take long, side by side. */
final class AtOnce {
    /** A thread for each: what waits must not wait for another one. */
    private static final Executor THREADS = task -> new Thread(task, "at-once").start();

    private AtOnce() {}

    /** A part of a test. */
    interface Check<T> {
        void accept(T of) throws Exception;
    }

    /** Something that may fail. */
    interface Source<T> {
        T get() throws Exception;
    }

    /** Checks all of them, and tells of each that fails. */
    @SafeVarargs
    static <T> void check(Check<T> check, T... all) {
        List<CompletableFuture<T>> running = new ArrayList<>();
        for (T one : all) {
            running.add(begin(() -> {
                check.accept(one);
                return one;
            }));
        }
        Stream<Executable> results = running.stream().map(one -> () -> await(one));
        assertAll(results);
    }

    static <T> CompletableFuture<T> begin(Source<T> source) {
        CompletableFuture<T> result = new CompletableFuture<>();
        THREADS.execute(() -> {
            try {
                result.complete(source.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** What it came to; what it threw is thrown here. */
    static <T> T await(CompletableFuture<T> running) throws Throwable {
        try {
            return running.join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
