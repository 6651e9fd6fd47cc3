/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Results that another thread sets, or never sets. */
@RestController
class DeferredController {
    private static final long SHORT = 300L;

    private final Executor worker;

    DeferredController(Executor applicationTaskExecutor) {
        this.worker = applicationTaskExecutor;
    }

    @GetMapping("/deferred/value")
    DeferredResult<String> value() {
        DeferredResult<String> result = new DeferredResult<>();
        worker.execute(() -> result.setResult("deferred"));
        return result;
    }

    @GetMapping("/deferred/error")
    DeferredResult<String> error() {
        DeferredResult<String> result = new DeferredResult<>();
        worker.execute(() -> result.setErrorResult(new IllegalStateException("secret of the worker")));
        return result;
    }

    /** Its worker dies, and nobody tells the result. */
    @GetMapping("/deferred/lost")
    DeferredResult<String> lost() {
        DeferredResult<String> result = new DeferredResult<>(0L);
        worker.execute(() -> {
            throw new IllegalStateException("secret of the worker");
        });
        return result;
    }

    /** Has a value for the case that nobody sets it in time. */
    @GetMapping("/deferred/fallback")
    DeferredResult<String> fallback() {
        return new DeferredResult<>(SHORT, "fallback");
    }

    /** Has a time-out of its own that nobody handles. */
    @GetMapping("/deferred/times-out")
    DeferredResult<String> timesOut() {
        return new DeferredResult<>(SHORT);
    }

    /** Never set, with the container's own time-out. */
    @GetMapping("/deferred/never")
    DeferredResult<String> never() {
        return new DeferredResult<>();
    }

    /** Never set, with a time-out of its own; 0 or less is none at all. */
    @GetMapping("/deferred/never/{timeout}")
    DeferredResult<String> never(@PathVariable long timeout) {
        return new DeferredResult<>(timeout);
    }

    @GetMapping("/future/value")
    CompletableFuture<String> future() {
        return CompletableFuture.supplyAsync(() -> "future", worker);
    }

    @GetMapping("/future/throws")
    CompletableFuture<String> failedFuture() {
        return CompletableFuture.supplyAsync(
                () -> {
                    throw new IllegalStateException("secret of the worker");
                },
                worker);
    }

    @GetMapping("/future/never")
    CompletableFuture<String> endlessFuture() {
        return new CompletableFuture<>();
    }
}
