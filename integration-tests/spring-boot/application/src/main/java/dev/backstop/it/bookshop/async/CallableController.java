/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.async;

import dev.backstop.it.bookshop.faults.Gates;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;

/** Work that Spring MVC does on another thread. */
@RestController
class CallableController {
    private static final long SHORT = 300L;

    private final Gates gates;

    CallableController(Gates gates) {
        this.gates = gates;
    }

    @GetMapping("/callable/value")
    Callable<String> value() {
        return () -> "callable";
    }

    @GetMapping("/callable/throws")
    Callable<String> throwing() {
        return () -> {
            throw new IllegalStateException("secret of the callable");
        };
    }

    @GetMapping("/callable/out-of-memory")
    Callable<String> outOfMemory() {
        return () -> {
            throw new OutOfMemoryError("secret of the callable");
        };
    }

    @GetMapping("/callable/hangs/{gate}")
    Callable<String> hanging(@PathVariable String gate) {
        return () -> {
            gates.named(gate).pass();
            return "late";
        };
    }

    /** Has an answer for its time-out. */
    @GetMapping("/callable/fallback/{gate}")
    WebAsyncTask<String> fallback(@PathVariable String gate) {
        WebAsyncTask<String> task = new WebAsyncTask<>(SHORT, () -> {
            gates.named(gate).pass();
            return "late";
        });
        task.onTimeout(() -> "fallback");
        return task;
    }

    /** Has none. */
    @GetMapping("/callable/times-out/{gate}")
    WebAsyncTask<String> timesOut(@PathVariable String gate) {
        return new WebAsyncTask<>(SHORT, () -> {
            gates.named(gate).pass();
            return "late";
        });
    }
}
