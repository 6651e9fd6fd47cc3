/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Visitors, each of whom asks for the next thing as soon as the last one has come, on a connection that is kept. */
final class Load {
    private static final int FAULT_EVERY = 10;

    /** So many requests of each visitor, however slow the machine is, that all kinds of faults happen. */
    private static final int LEAST = 3 * FAULT_EVERY;

    private final Bookshop bookshop;
    private final AtomicLong bookNumbers = new AtomicLong();

    Load(Bookshop bookshop) {
        this.bookshop = bookshop;
    }

    /** Of every ten requests one is a fault. Takes longer where a visitor would get less than thirty answers in this time. */
    List<Visit> run(int visitors, Duration time) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + time.toNanos();
        ExecutorService pool = Executors.newFixedThreadPool(visitors);
        try {
            List<Callable<List<Visit>>> tasks = new ArrayList<>();
            for (int visitor = 0; visitor < visitors; visitor++) {
                // They begin at different places, so that different things happen at the same time.
                int first = visitor * (FAULT_EVERY + 3);
                tasks.add(() -> visit(first, end));
            }
            List<Visit> visits = new ArrayList<>();
            for (Future<List<Visit>> visitor : pool.invokeAll(tasks)) {
                visits.addAll(visitor.get());
            }
            return Collections.unmodifiableList(visits);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Visit> visit(int first, long end) throws IOException {
        List<LoadRequest> healthy = LoadRequest.healthy();
        List<LoadRequest> faults = LoadRequest.faults();
        List<Visit> visits = new ArrayList<>();
        RawConnection connection = bookshop.connect();
        try {
            long book = bookNumbers.incrementAndGet();
            for (int i = first; System.nanoTime() < end || i < first + LEAST; i++) {
                boolean fault = i % FAULT_EVERY == FAULT_EVERY - 1;
                LoadRequest request =
                        fault ? faults.get(i / FAULT_EVERY % faults.size()) : healthy.get(i % healthy.size());
                if (request == LoadRequest.BOOK_ADDED) {
                    book = bookNumbers.incrementAndGet();
                }
                RawResponse response = connection.exchange(request.request(book));
                visits.add(new Visit(request, response));
                if (!response.isComplete() || !response.values("Connection").isEmpty()) {
                    connection.close();
                    connection = bookshop.connect();
                }
            }
        } finally {
            connection.close();
        }
        return visits;
    }
}
