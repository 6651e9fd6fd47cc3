/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backstop.shop.Scenario;
import dev.backstop.shop.Shop;
import dev.backstop.shop.origin.Container;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.ObjectMapper;

/**
 * Serves the page and its two questions: {@code /catalogue}, and {@code /run/<container>/<scenario>}, which makes the
 * requests and tells what came back.
 */
final class PageServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Theatre theatre;
    private final Container selected;
    private final Page page = Page.load();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final HttpServer server;

    PageServer(Theatre theatre, Options options) throws IOException {
        this.theatre = theatre;
        selected = options.container();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            if (path.length == 2 && path[1].isEmpty()) {
                exchange.getResponseHeaders().set("Content-Security-Policy", page.contentSecurityPolicy());
                send(exchange, 200, "text/html;charset=utf-8", page.html());
            } else if (path.length == 2 && path[1].equals("catalogue")) {
                sendJson(exchange, Report.catalogue(theatre, selected));
            } else if (path.length == 4 && path[1].equals("run")) {
                run(exchange, path[2], path[3]);
            } else {
                send(exchange, 404, "text/plain", "There is no such page.\n");
            }
        }
    }

    private void run(HttpExchange exchange, String containerId, String scenarioName) throws IOException {
        Optional<Container> container = Container.of(containerId);
        Optional<Scenario> scenario = Shop.SCENARIOS.stream()
                .filter(candidate -> candidate.name().equals(scenarioName))
                .findFirst();
        if (container.isEmpty() || scenario.isEmpty()) {
            send(exchange, 404, "text/plain", "There is no such container or fault.\n");
            return;
        }
        try {
            Comparison comparison = theatre.stage(container.get()).run(scenario.get());
            sendJson(exchange, Report.result(container.get(), comparison, theatre.log()));
        } catch (Exception | LinkageError e) {
            // Of all pages, this one must not leave its reader without an answer.
            send(exchange, 500, "text/plain", "The demo itself failed: " + e + "\n");
        }
    }

    private static void sendJson(HttpExchange exchange, Object value) throws IOException {
        send(exchange, 200, "application/json", JSON.writeValueAsString(value));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
