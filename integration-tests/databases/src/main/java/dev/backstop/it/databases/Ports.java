/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/** TCP ports of loopback. */
final class Ports {
    private static final int READY_SECONDS = 60;

    private Ports() {}

    /** One that nobody listened on a moment ago. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Waits until somebody listens.
     *
     * @throws IOException if the process ends before, or takes too long, with what it said
     */
    static void awaitListener(int port, Process process, Home home) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!isListenedOn(port)) {
            // Also the pause between two looks.
            if (process.waitFor(20, TimeUnit.MILLISECONDS)
                    || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(READY_SECONDS)) {
                throw new IOException("it does not start: " + Files.readString(home.log()));
            }
        }
    }

    private static boolean isListenedOn(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
