/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Visitors that ask for the page and for the fault in turn, each time on a new connection, until it is closed. They may begin before
 * the port is open: as long as nobody listens they ask again.
 */
final class Load implements AutoCloseable {
    private static final int VISITORS = 2;
    private static final int MOST_REQUESTS = 200_000;
    private static final long PAUSE_NANOS = 1_000_000;
    private static final int MOST_KEPT = 20;
    private static final Duration WAIT = Duration.ofSeconds(60);

    private final int port;
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicInteger guarded = new AtomicInteger();
    private final AtomicInteger bare = new AtomicInteger();
    private final List<String> others = new CopyOnWriteArrayList<>();
    private final List<Thread> visitors;
    private volatile boolean over;

    private Load(int port) {
        this.port = port;
        this.visitors = IntStream.range(0, VISITORS)
                .mapToObj(number -> new Thread(this::visit, "visitor-" + number))
                .toList();
    }

    /** Begins to ask at this port. */
    static Load on(int port) {
        Load load = new Load(port);
        load.visitors.forEach(Thread::start);
        return load;
    }

    private void visit() {
        for (int i = 0; i < MOST_REQUESTS && !over; i++) {
            RawResponse page = ask(Answers.PAGE);
            if (page != null) {
                count(page, page.status() == 200 && page.text().equals("{\"ledger\":[1,2,3]}") ? pages : null);
            }
            RawResponse fault = ask(Answers.FAULT);
            if (fault != null) {
                AtomicInteger kind = fault.header("X-Incident-Id").isPresent() ? guarded : bare;
                count(fault, fault.status() == 500 ? kind : null);
            }
        }
    }

    private @Nullable RawResponse ask(String path) {
        RawConnection connection;
        try {
            connection = RawConnection.to(port);
        } catch (IOException e) {
            // Nobody listens, not yet or no more.
            LockSupport.parkNanos(PAUSE_NANOS);
            return null;
        }
        try (RawConnection open = connection) {
            return open.exchange(RawRequest.get(path));
        } catch (IOException e) {
            keep(path + ": " + e);
            return null;
        }
    }

    private void count(RawResponse response, @Nullable AtomicInteger kind) {
        if (kind == null || !response.isComplete()) {
            keep(response.toString());
        } else {
            kind.incrementAndGet();
        }
    }

    private void keep(String other) {
        if (!over && others.size() < MOST_KEPT) {
            others.add(other);
        }
    }

    /** Until so many more pages were served. */
    void awaitPages(int more) {
        int goal = pages.get() + more;
        assertTrue(Patience.until(WAIT, () -> pages.get() >= goal), () -> pages + " of " + goal + " pages; " + others);
    }

    /** Until so many more faults were answered by the filter. */
    void awaitGuarded(int more) {
        int goal = guarded.get() + more;
        assertTrue(
                Patience.until(WAIT, () -> guarded.get() >= goal),
                () -> guarded + " of " + goal + " faults; " + others);
    }

    /** How many faults the container answered. */
    int bare() {
        return bare.get();
    }

    /** Some of the answers that are neither the page nor a whole answer to the fault, and of the connections that were lost. */
    List<String> others() {
        return List.copyOf(others);
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread visitor : visitors) {
                visitor.join(WAIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
