/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import dev.backstop.it.examples.SideBySide.Both;
import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The applications that come with one version of Tomcat, with Backstop beside without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExampleApplications {

    private static final RawRequest NEXT_ON_CONNECTION = RawRequest.get("/bg-button.png");
    private static final String PROTECTED = "/examples/jsp/security/protected/";

    private final String tomcat;
    private SideBySide servers;

    ExampleApplications(String tomcat) {
        this.tomcat = tomcat;
    }

    @BeforeAll
    void start() throws Exception {
        servers = SideBySide.start(tomcat);
    }

    @AfterAll
    void stop() throws IOException {
        if (servers != null) {
            servers.close();
            assertEquals(
                    List.of(),
                    servers.guarded().log("SEVERE [").stream()
                            .filter(line -> line.contains("dev.backstop"))
                            .toList());
        }
    }

    abstract Stream<Exchange> exchanges();

    @ParameterizedTest
    @MethodSource("exchanges")
    void answerTheSame(Exchange exchange) throws Exception {
        Both<RawResponse> responses = servers.ask(port -> RawConnection.exchange(port, exchange.request()));

        Comparison comparison = Comparison.of(responses.bare(), responses.guarded());
        assertEquals(List.of(), comparison.unnamed());
        assertEquals(exchange.differences(), comparison.named());
    }

    /** Also after a page of another length, after one whose flush was held, and after an error. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/tomcat.svg",
                "/examples/CompressionTest",
                "/examples/jsp/forward/forward.jsp",
                "/examples/jsp/include/include.jsp",
                "/examples/async/async3",
                "/examples/servlets/nonblocking/numberwriter",
                "/examples/servlets/trailers/response"
            })
    void keepTheirConnections(String path) throws Exception {
        Both<RawResponse> next = servers.ask(port -> {
            try (RawConnection connection = RawConnection.to(port)) {
                connection.exchange(RawRequest.get(path));
                return connection.exchange(NEXT_ON_CONNECTION);
            }
        });

        assertEquals(200, next.bare().status());
        assertEquals(List.of(), Comparison.of(next.bare(), next.guarded()).unnamed());
    }

    @Test
    void keepSessions() throws Exception {
        Both<List<RawResponse>> visits = servers.ask(port -> new Visitor(port)
                .get("/examples/servlets/servlet/SessionExample")
                .get("/examples/servlets/servlet/SessionExample?dataname=a&datavalue=b")
                .get("/examples/jsp/sessions/carts.jsp?item=Beethoven+CD&submit=add")
                .get("/examples/servlets/servlet/SessionExample")
                .responses());

        assertSame(visits);
        RawResponse last = visits.guarded().get(3);
        assertTrue(last.text().contains("a = b"), last.text());
        assertEquals(List.of(), last.values("Set-Cookie"));
    }

    @Test
    void letPeopleInAndOut() throws Exception {
        Both<List<RawResponse>> visits = servers.ask(port -> new Visitor(port)
                .get(PROTECTED + "index.jsp")
                .post(PROTECTED + "j_security_check", "j_username=role1&j_password=wrong")
                .get(PROTECTED + "index.jsp")
                .post(PROTECTED + "j_security_check", "j_username=role1&j_password=not-secret")
                .get(PROTECTED + "index.jsp")
                .get(PROTECTED + "index.jsp?role=role1")
                .get(PROTECTED + "index.jsp?logoff=true")
                .get(PROTECTED + "index.jsp")
                .responses());

        assertSame(visits);
        RawResponse inside = visits.guarded().get(5);
        assertTrue(inside.text().contains("You have been granted role"), inside.text());
    }

    /** Each price is a chunk of its own, and none waits for the next. */
    @Test
    void streamPrices() throws Exception {
        Both<List<Object>> streams = servers.ask(port -> {
            try (RawConnection connection = RawConnection.to(port)) {
                List<Object> stream = new ArrayList<>();
                stream.add(connection.exchangeHead(RawRequest.get("/examples/async/stockticker")));
                for (int i = 0; i < 3; i++) {
                    stream.add(Varying.maskedIn(new String(connection.chunk(), StandardCharsets.UTF_8)));
                }
                return stream;
            }
        });

        Comparison heads = Comparison.of((RawResponse) streams.bare().get(0), (RawResponse)
                streams.guarded().get(0));
        assertEquals(List.of(), heads.unnamed());
        assertEquals(Set.of(), heads.named());
        List<String> lines = List.of("STOCK#STOCK\n", "STOCK#STOCK\n", "STOCK#STOCK\n");
        assertEquals(lines, streams.bare().subList(1, 4));
        assertEquals(lines, streams.guarded().subList(1, 4));
    }

    @Test
    void switchToWebSocketsTheSameWay() throws Exception {
        RawRequest handshake = RawRequest.get("/examples/websocket/echoAnnotation")
                .with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Extensions", "permessage-deflate")
                .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        Both<RawResponse> responses = servers.ask(port -> {
            try (RawConnection connection = RawConnection.to(port)) {
                return connection.exchangeHead(handshake);
            }
        });

        Comparison comparison = Comparison.of(responses.bare(), responses.guarded());
        assertEquals(List.of(), comparison.unnamed());
        assertEquals(Set.of(), comparison.named());
        assertEquals(101, responses.guarded().status());
        assertEquals("websocket", responses.guarded().header("Upgrade").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"echoAnnotation", "echoProgrammatic", "echoStreamAnnotation"})
    void echoWebSocketMessages(String endpoint) throws Exception {
        Both<List<String>> heard = servers.ask(port -> {
            EchoClient client = EchoClient.open(port, "/examples/websocket/" + endpoint);
            return List.of(client.text("hear, hear"), client.bytes(5000), client.ping("four"), client.close());
        });

        assertEquals(List.of("text hear, hear", "bytes 5000", "pong 4", "close 1000"), heard.guarded());
        assertEquals(heard.bare(), heard.guarded());
    }

    @Test
    void chat() throws Exception {
        Both<List<String>> heard = servers.ask(port -> {
            EchoClient client = EchoClient.open(port, "/examples/websocket/chat");
            return List.of(client.next(), client.text("<b>"), client.close());
        });

        assertEquals(List.of("text * Guest0 has joined.", "text Guest0: &lt;b&gt;", "close 1000"), heard.guarded());
        assertEquals(heard.bare(), heard.guarded());
    }

    /** Without this, all that was the same might be the same because there is no Backstop. */
    @Test
    void failDifferently() throws Exception {
        Both<RawResponse> responses =
                servers.ask(port -> RawConnection.exchange(port, RawRequest.get("/examples/jsp/error/errorpge.jsp")));

        assertEquals(500, responses.bare().status());
        assertTrue(
                responses.bare().text().contains("NullPointerException"),
                responses.bare().toString());
        assertEquals(500, responses.guarded().status());
        assertEquals(
                "application/problem+json",
                responses.guarded().header("Content-Type").orElse(""));
        String id = responses.guarded().header("X-Incident-Id").orElse("none");
        assertTrue(responses.guarded().text().contains("\"incident\":\"" + id + "\""), responses.guarded()::text);
        assertEquals(List.of(), servers.bare().log("Backstop is on"));
        assertEquals(
                2,
                servers.guarded()
                        .log("Backstop is on, with all settings at their defaults")
                        .size());
    }

    private static void assertSame(Both<List<RawResponse>> visits) {
        for (int i = 0; i < visits.bare().size(); i++) {
            Comparison comparison =
                    Comparison.of(visits.bare().get(i), visits.guarded().get(i));
            assertEquals(List.of(), comparison.unnamed(), "visit " + i);
            assertEquals(Set.of(), comparison.named(), "visit " + i);
        }
    }
}
