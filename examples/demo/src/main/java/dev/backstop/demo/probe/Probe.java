/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import dev.backstop.shop.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends the request of a scenario to a port on the loopback interface, on a connection of its own, and reads the reply.
 *
 * <p>Safe for use by many threads.
 */
public final class Probe {

    private final Duration patience;

    /** A client that waits that long for each next byte. */
    public Probe(Duration patience) {
        this.patience = patience;
    }

    /**
     * Sends the request and reads the reply.
     *
     * @throws IOException if nobody listens on the port; whatever happens after that is in the reply
     */
    public Reply send(int port, Scenario scenario, Client client) throws IOException {
        long start = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) patience.toMillis());
            // A thread of its own: a server may answer, or break off, while the upload still runs.
            Thread sender = new Thread(() -> send(socket, port, scenario, client), "demo-upload");
            sender.setDaemon(true);
            sender.start();
            return new Wire(socket.getInputStream()).read(start);
        }
    }

    private static void send(Socket socket, int port, Scenario scenario, Client client) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head(port, scenario, client).getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[8192];
            for (int sent = 0; sent < scenario.uploadBytes(); sent += block.length) {
                out.write(block);
            }
            out.flush();
        } catch (IOException e) {
            // The server has closed, or the client has read a reply and gone. What counts is the reply.
        }
    }

    private static String head(int port, Scenario scenario, Client client) {
        String upload = scenario.uploadBytes() == 0
                ? ""
                : "Content-Type: application/octet-stream\r\nContent-Length: " + scenario.uploadBytes() + "\r\n";
        return (scenario.uploadBytes() == 0 ? "GET " : "POST ") + scenario.path() + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1:" + port + "\r\n"
                + "User-Agent: backstop-demo\r\n"
                + "Accept: " + client.accept() + "\r\n"
                + upload
                + "\r\n";
    }
}
