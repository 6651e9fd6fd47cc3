/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** A client of an event stream, that sees each event when it comes. */
final class EventStream implements AutoCloseable {
    private final BufferedReader lines;

    private EventStream(BufferedReader lines) {
        this.lines = lines;
    }

    static EventStream from(Bookshop bookshop, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bookshop.port() + path))
                .header("Accept", "text/event-stream")
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !type.equals("text/event-stream")) {
            throw new IOException(response + " " + type);
        }
        return new EventStream(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    /** The lines of the next event; "the end" where the stream has ended as its framing says. */
    String next() throws IOException {
        StringJoiner event = new StringJoiner(", ");
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
            event.add(line);
            line = lines.readLine();
        }
        return line == null ? "the end" : event.toString();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
