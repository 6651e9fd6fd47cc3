/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.webapp.SlowServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Asks for one slow page after the other, on one connection as long as that is kept. How slow each is, is random, but the same on
 * each run.
 */
final class SlowVisitor implements Callable<List<SlowVisitor.Visit>>, AutoCloseable {

    private static final List<String> WAYS = List.of("stream", "writer", "halves", "async");

    /** How long it may take does not matter here, and a busy machine takes its time for a hundred visitors. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;
    private final String name;
    private final int visits;
    private final Range millis;
    private final Random random;
    private KeptConnection connection = new KeptConnection();
    private boolean connected;

    /** What one page may take. */
    record Range(int least, int most) {}

    /** What came of a request, and the page that was asked for. */
    record Visit(String path, String page, RawResponse response) {}

    SlowVisitor(int port, int number, int visits, Range millis) {
        this.port = port;
        this.name = "visitor-" + number;
        this.visits = visits;
        this.millis = millis;
        this.random = new Random(number);
    }

    @Override
    public List<Visit> call() throws IOException {
        List<Visit> all = new ArrayList<>();
        for (int i : IntStream.range(0, visits).toArray()) {
            all.add(visit(name + '-' + i));
        }
        return all;
    }

    private Visit visit(String visitor) throws IOException {
        int slowness = millis.least() + random.nextInt(millis.most() - millis.least());
        String way = WAYS.get(random.nextInt(WAYS.size()));
        String path = "/slow?visitor=" + visitor + "&millis=" + slowness + "&by=" + way;
        if (!connected) {
            connection.close();
            connection = new KeptConnection();
            connection.open(port, PATIENCE);
        }
        RawResponse response = connection.exchange(RawRequest.get(path));
        connected = response.isComplete() && !response.closesConnection();
        return new Visit(path, SlowServlet.page(visitor), response);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
