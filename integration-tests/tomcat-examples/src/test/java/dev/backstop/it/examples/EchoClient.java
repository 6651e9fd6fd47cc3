/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One end of a WebSocket, which keeps what the other end says. */
final class EchoClient implements WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder partialText = new StringBuilder();
    private int partialBytes;
    private final WebSocket socket;

    private EchoClient(int port, String path) {
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), this)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    static EchoClient open(int port, String path) {
        return new EchoClient(port, path);
    }

    /** Says something and returns the next thing that is heard. */
    String text(String text) throws InterruptedException {
        socket.sendText(text, true).join();
        return next();
    }

    /** Says so many bytes and returns the next thing that is heard. */
    String bytes(int count) throws InterruptedException {
        socket.sendBinary(ByteBuffer.allocate(count), true).join();
        return next();
    }

    String ping(String payload) throws InterruptedException {
        socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
                .join();
        return next();
    }

    String close() throws InterruptedException {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
        return next();
    }

    /** The next thing that is heard. */
    String next() throws InterruptedException {
        String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return next == null ? "silence" : next;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        partialText.append(part);
        if (last) {
            heard.add("text " + partialText);
            partialText.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        partialBytes += part.remaining();
        if (last) {
            heard.add("bytes " + partialBytes);
            partialBytes = 0;
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        heard.add("pong " + payload.remaining());
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        heard.add("close " + status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        heard.add("error " + error);
    }
}
