/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.shop.Shop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PageServerIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Theatre theatre;
    private static PageServer server;

    @BeforeAll
    static void open() throws Exception {
        theatre = new Theatre(false);
        server = new PageServer(theatre, Options.parse(List.of()));
    }

    @AfterAll
    static void close() {
        server.close();
        theatre.close();
    }

    @Test
    void servesThePageInOnePiece() throws Exception {
        HttpResponse<String> page = get("");

        assertEquals(200, page.statusCode());
        assertFalse(page.body().contains("/* page."), "nothing left to fill in");
        assertFalse(page.body().matches("(?s).*(src|href)=\"https?:.*"), "nothing from elsewhere");
        assertTrue(
                page.headers().firstValue("Content-Security-Policy").orElse("").contains("default-src 'none'"));
    }

    @Test
    void namesEveryFaultAndEverySide() throws Exception {
        JsonNode catalogue = new ObjectMapper().readTree(get("catalogue").body());

        assertEquals(Shop.SCENARIOS.size(), catalogue.path("faults").size());
        assertEquals(Side.values().length, catalogue.path("sides").size());
        assertEquals("jetty", catalogue.path("selected").stringValue());
    }

    @Test
    void tellsWhatEverySideAnswered() throws Exception {
        JsonNode sides =
                new ObjectMapper().readTree(get("run/jetty/exception").body()).path("sides");

        assertEquals(500, sides.path("bare").path("visitor").path("status").intValue());
        for (Side side : Side.GUARDED) {
            JsonNode api = sides.path(side.id()).path("api");
            assertEquals("origin", api.path("maker").stringValue());
            assertTrue(api.path("badges").isEmpty(), api.toString());
        }
    }

    @Test
    void tellsTheIncidentLineOfEachGuardedSide() throws Exception {
        JsonNode sides =
                new ObjectMapper().readTree(get("run/jetty/exception").body()).path("sides");

        for (Side side : Side.GUARDED) {
            JsonNode api = sides.path(side.id()).path("api");
            String incident = new ObjectMapper()
                    .readTree(api.path("body").stringValue())
                    .path("incident")
                    .stringValue();
            String line = api.path("log").stringValue();
            assertTrue(line.startsWith("WARN dev.backstop.incident - incident id=" + incident + ' '), line);
        }
        assertEquals("", sides.path("bare").path("api").path("log").stringValue());
    }

    @Test
    void knowsNothingElse() throws Exception {
        assertEquals(404, get("run/jetty/nothing").statusCode());
        assertEquals(404, get("run/nothing/exception").statusCode());
        assertEquals(404, get("favicon.ico").statusCode());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
