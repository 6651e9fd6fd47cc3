/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.proxy;

import dev.backstop.demo.probe.Client;
import dev.backstop.demo.probe.Ending;
import dev.backstop.demo.probe.Probe;
import dev.backstop.demo.probe.Reply;
import dev.backstop.shop.Scenario;
import dev.backstop.shop.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** That the embedded proxy does what real ones do, before an origin that sends exactly the bytes of each test. */
class EmbeddedProxyTest {

    private static final Scenario ANY = Shop.SCENARIOS.get(0);

    @Test
    void handsOnAWellFormedErrorAsItIs() throws Exception {
        Reply reply = throughProxy("""
                HTTP/1.1 503 Busy
                Content-Type: application/problem+json
                Content-Length: 14
                Retry-After: 7
                X-Own: kept

                {"status":503}""".replace("\n", "\r\n"));

        assertEquals(503, reply.status());
        assertEquals("{\"status\":503}", reply.text());
        assertEquals("7", reply.field("Retry-After").orElse(""));
        assertEquals("kept", reply.field("X-Own").orElse(""));
        assertFalse(madeByProxy(reply));
    }

    @Test
    void makesA502WhenTheOriginClosesWithoutAByte() throws Exception {
        Reply reply = throughProxy("");

        assertEquals(502, reply.status());
        assertTrue(reply.text().contains("502 Bad Gateway"));
        assertTrue(madeByProxy(reply));
    }

    @Test
    void makesA502OfGarbage() throws Exception {
        Reply reply = throughProxy("java.lang.OutOfMemoryError: Java heap space\r\n\r\n");

        assertEquals(502, reply.status());
        assertTrue(madeByProxy(reply));
    }

    @Test
    void makesA502OfAHeaderLargerThanItsBuffer() throws Exception {
        Reply reply =
                throughProxy("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: " + "x".repeat(5000) + "\r\n\r\n");

        assertEquals(502, reply.status());
        assertTrue(madeByProxy(reply));
    }

    @Test
    void breaksOffTheClientWhenTheOriginIsCut() throws Exception {
        Reply chunked = throughProxy("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        Reply counted = throughProxy("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");

        assertEquals(Ending.CUT, chunked.ending());
        assertEquals(Ending.CUT, counted.ending());
    }

    @Test
    void makesA504WhenTheOriginStaysSilent() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (ServerSocket origin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedProxy proxy = new EmbeddedProxy(origin.getLocalPort(), Duration.ofMillis(300))) {
            Thread silent = new Thread(() -> holdOpen(origin, answered));
            silent.start();

            Reply reply = new Probe(Duration.ofSeconds(20)).send(proxy.port(), ANY, Client.VISITOR);

            answered.countDown();
            silent.join();
            assertEquals(504, reply.status());
            assertTrue(reply.text().contains("504 Gateway Time-out"));
            assertTrue(madeByProxy(reply));
        }
    }

    private static boolean madeByProxy(Reply reply) {
        return reply.field(ReverseProxy.MADE_BY).isPresent();
    }

    private static Reply throughProxy(String bytes) throws Exception {
        try (ServerSocket origin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedProxy proxy = new EmbeddedProxy(origin.getLocalPort(), Duration.ofSeconds(20))) {
            Thread speaker = new Thread(() -> say(origin, bytes));
            speaker.setDaemon(true);
            speaker.start();
            return new Probe(Duration.ofSeconds(20)).send(proxy.port(), ANY, Client.VISITOR);
        }
    }

    /** To every connection, because the proxy may try an idempotent request again, until the socket is closed. */
    private static void say(ServerSocket origin, String bytes) {
        while (!origin.isClosed()) {
            try (Socket connection = origin.accept()) {
                byte[] request = new byte[8192];
                if (connection.getInputStream().read(request) > 0) {
                    connection.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // The test is over, or the proxy has had enough.
            }
        }
    }

    private static void holdOpen(ServerSocket origin, CountDownLatch until) {
        try (Socket connection = origin.accept()) {
            if (connection.isConnected()) {
                until.await();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
