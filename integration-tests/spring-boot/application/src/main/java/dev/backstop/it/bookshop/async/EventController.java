/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.async;

import dev.backstop.it.bookshop.faults.Gates;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams of events. */
@RestController
@RequestMapping("/events")
class EventController {
    private static final long SHORT = 300L;
    private static final long NO_TIMEOUT = 0L;

    private final Executor worker;
    private final Gates gates;

    EventController(Executor applicationTaskExecutor, Gates gates) {
        this.worker = applicationTaskExecutor;
        this.gates = gates;
    }

    /** One event, another when the gate opens, and the end. */
    @GetMapping("/two/{gate}")
    SseEmitter two(@PathVariable String gate) {
        SseEmitter events = new SseEmitter(NO_TIMEOUT);
        worker.execute(() -> {
            try {
                send(events, "one");
                gates.named(gate).pass();
                send(events, "two");
                events.complete();
                gates.named(gate).report("written");
            } catch (IOException | IllegalStateException e) {
                gates.named(gate).report("refused");
                events.completeWithError(e);
            }
        });
        return events;
    }

    @GetMapping("/error")
    SseEmitter error() {
        SseEmitter events = new SseEmitter(NO_TIMEOUT);
        worker.execute(() -> events.completeWithError(new IllegalStateException("secret of the events")));
        return events;
    }

    @GetMapping("/error-late")
    SseEmitter errorLate() {
        SseEmitter events = new SseEmitter(NO_TIMEOUT);
        worker.execute(() -> {
            try {
                send(events, "one");
                events.completeWithError(new IllegalStateException("secret of the events"));
            } catch (IOException e) {
                events.completeWithError(e);
            }
        });
        return events;
    }

    /** Never has an event. */
    @GetMapping("/never")
    SseEmitter never() {
        return new SseEmitter(NO_TIMEOUT);
    }

    /** Has no event in its time. */
    @GetMapping("/times-out")
    SseEmitter timesOut() {
        return new SseEmitter(SHORT);
    }

    /** Has no further event in its time. */
    @GetMapping("/times-out-late")
    SseEmitter timesOutLate() throws IOException {
        SseEmitter events = new SseEmitter(SHORT);
        send(events, "one");
        return events;
    }

    private static void send(SseEmitter events, String data) throws IOException {
        events.send(SseEmitter.event().id(data).data(data));
    }
}
