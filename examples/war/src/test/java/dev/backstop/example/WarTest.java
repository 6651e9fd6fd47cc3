/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.example;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Deploys the web application from its {@code web.xml}, as a container does. */
class WarTest {

    private static final Server SERVER = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void deploy() throws Exception {
        WebAppContext war = new WebAppContext();
        war.setContextPath("/backstop-example");
        war.setBaseResourceAsPath(Path.of("src/main/webapp").toAbsolutePath());
        war.setExtraClasspath(Path.of("target/classes").toAbsolutePath().toString());
        war.setThrowUnavailableOnStartupException(true);
        SERVER.setHandler(war);
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    @Test
    void servesWhatWorks() throws Exception {
        HttpResponse<String> response = get("/greeting", "text/html");

        assertEquals(200, response.statusCode());
        assertEquals("Good morning.", response.body().strip());
    }

    @Test
    void answersAProgramWithAProblemWhenAServletThrows() throws Exception {
        HttpResponse<String> response = get("/order", "application/json");

        assertEquals(500, response.statusCode());
        assertEquals("application/json", contentType(response));
        assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
        String incident = response.headers().firstValue("X-Incident-Id").orElse("");
        assertFalse(incident.isEmpty(), "an incident's id");
        assertTrue(response.body().contains("\"incident\":\"" + incident + "\""), response.body());
        assertTellsNothing(response);
    }

    @Test
    void answersABrowserWithAPageWhenAServletThrows() throws Exception {
        HttpResponse<String> response = get("/order", "text/html");

        assertEquals(500, response.statusCode());
        assertEquals("text/html;charset=utf-8", contentType(response));
        assertTrue(response.body().contains("</html>"), response.body());
        assertTellsNothing(response);
    }

    @Test
    void leavesTheApplicationsOwnErrorPageAlone() throws Exception {
        HttpResponse<String> response = get("/nowhere", "text/html");

        assertEquals(404, response.statusCode());
        assertTrue(response.body().contains("the application's own page"), response.body());
    }

    private static void assertTellsNothing(HttpResponse<String> response) {
        assertFalse(response.body().contains("Your order"), "nothing of the half page");
        assertFalse(response.body().contains("jane.doe"), "nothing of the exception's message");
        assertFalse(response.body().contains("IllegalStateException"), "nothing of the exception");
    }

    private static String contentType(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private static HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        int port = ((ServerConnector) SERVER.getConnectors()[0]).getLocalPort();
        URI uri = URI.create("http://127.0.0.1:" + port + "/backstop-example" + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", accept).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
