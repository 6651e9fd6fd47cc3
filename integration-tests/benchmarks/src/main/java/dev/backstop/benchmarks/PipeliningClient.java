/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One connection that is kept, on which requests are sent many at a time: so the server works without waiting for the client. It
 * parses the first response, and from then on counts bytes, for which it allocates nothing. For one thread.
 */
final class PipeliningClient implements AutoCloseable {
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final SocketChannel channel;
    private final ByteBuffer requests;
    private final ByteBuffer received = ByteBuffer.allocateDirect(256 * 1024);
    private final String response;
    private final long expected;

    PipeliningClient(int port, String path, int batch) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n";
        response = first(request);
        expected = (long) batch * response.length();
        byte[] bytes = request.repeat(batch).getBytes(StandardCharsets.US_ASCII);
        requests = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    /** The first response, head and body as they came. */
    String response() {
        return response;
    }

    /** Sends a batch of requests and takes in all their responses. Returns the bytes received. */
    long getBatch() throws IOException {
        requests.flip();
        while (requests.hasRemaining()) {
            channel.write(requests);
        }
        long count = 0;
        while (count < expected) {
            received.clear();
            count += read();
        }
        if (count != expected) {
            throw new IOException("the responses are not all alike");
        }
        return count;
    }

    private String first(String request) throws IOException {
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        received.clear();
        String text;
        do {
            read();
            text = StandardCharsets.ISO_8859_1
                    .decode(received.duplicate().flip())
                    .toString();
        } while (!isComplete(text));
        return text;
    }

    private static boolean isComplete(String response) {
        int end = response.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String head = response.substring(0, end);
        int length = head.indexOf("Content-Length: ");
        if (length < 0) {
            return response.endsWith(LAST_CHUNK);
        }
        String digits = head.substring(length + "Content-Length: ".length()).split("\r\n", 2)[0];
        return response.length() == end + 4 + Integer.parseInt(digits);
    }

    private int read() throws IOException {
        int count = channel.read(received);
        if (count < 0) {
            throw new EOFException("the server has closed the connection");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
