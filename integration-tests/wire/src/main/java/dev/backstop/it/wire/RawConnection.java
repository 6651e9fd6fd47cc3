/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** One connection to a server on loopback, for one request after the other. For use by one thread. */
public final class RawConnection implements AutoCloseable {

    /** How long it waits for the next byte, unless told otherwise: as long as a container lets an asynchronous request live. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawConnection to(int port) throws IOException {
        return to(port, PATIENCE);
    }

    /** A connection that waits no longer than given for the next byte. */
    public static RawConnection to(int port, Duration patience) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) patience.toMillis());
        return new RawConnection(socket);
    }

    /** Sends one request on a connection of its own, and reads its response. */
    public static RawResponse exchange(int port, RawRequest request) throws IOException {
        try (RawConnection connection = to(port)) {
            return connection.exchange(request);
        }
    }

    /** Sends a request whole, whatever it expects, and reads its response to the end. */
    public RawResponse exchange(RawRequest request) throws IOException {
        send(request);
        return new ResponseReader(in).read(request.method().equals("HEAD"));
    }

    /** Sends a request and reads no further than the headers of its response. */
    public RawResponse exchangeHead(RawRequest request) throws IOException {
        send(request);
        return new ResponseReader(in).readHeadOnly();
    }

    /** The next chunk of a response of which the head was read; empty for the last. */
    public byte[] chunk() throws IOException {
        return ResponseReader.chunk(in);
    }

    private void send(RawRequest request) throws IOException {
        socket.getOutputStream().write(request.head());
        socket.getOutputStream().write(request.framedBody());
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
