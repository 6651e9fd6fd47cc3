/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP proxy on loopback that can take the network away: from then on it accepts connections and takes bytes, forwards none, and
 * closes nothing, so that neither side learns of it. Safe for use by many threads.
 */
public final class BlackHole implements AutoCloseable {
    private static final int NOTHING = -1;

    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean swallows;
    private boolean closed;

    private BlackHole(int target) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.swallows = target == NOTHING;
        start("accept", this::accept);
    }

    /** One with a server behind it, to which it forwards until {@link #swallow()}. */
    public static BlackHole before(int port) throws IOException {
        return new BlackHole(port);
    }

    /** One with nothing behind it: it never says a word. */
    public static BlackHole withNothingBehind() throws IOException {
        return new BlackHole(NOTHING);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Takes the network away, for connections that there are and for new ones. */
    public void swallow() {
        swallows = true;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = keep(server.accept());
            start("connection", () -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        if (swallows) {
            pump(client.getInputStream(), OutputStream.nullOutputStream());
            return;
        }
        try {
            Socket behind = keep(new Socket(InetAddress.getLoopbackAddress(), target));
            start("back", () -> forward(behind, client));
            forward(client, behind);
        } catch (ConnectException e) {
            // As if it had been refused itself, as near as a proxy can.
            client.close();
        }
    }

    private void forward(Socket from, Socket to) throws IOException {
        pump(from.getInputStream(), to.getOutputStream());
        if (!swallows) {
            from.close();
            to.close();
        }
    }

    /** Until there is no more to read. */
    private void pump(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (!swallows) {
                out.write(buffer, 0, count);
            }
        }
    }

    /** Keeps a socket until the end, or closes it if that has come. */
    private synchronized Socket keep(Socket socket) throws IOException {
        if (closed) {
            socket.close();
        }
        sockets.add(socket);
        return socket;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the sides is gone, or all is closed.
                    }
                },
                "black-hole-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Closes all connections; who still waits learns of it now. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
