/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The body of an asynchronous request: the container's stream, but that its listener is guarded. */
final class GuardedInputStream extends ServletInputStream {
    private final GuardedResponse response;
    private final ServletInputStream stream;

    GuardedInputStream(GuardedResponse response, ServletInputStream stream) {
        this.response = response;
        this.stream = stream;
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isOf(ServletInputStream other) {
        return stream == other;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        stream.setReadListener(listener == null ? null : new Listener(listener));
    }

    /** What it throws is answered at once; it is told of it, as the container would tell it. */
    private final class Listener implements ReadListener {
        private final ReadListener listener;

        private Listener(ReadListener listener) {
            this.listener = listener;
        }

        @Override
        public void onDataAvailable() {
            response.guard().runListener(response, listener::onDataAvailable, listener::onError);
        }

        @Override
        public void onAllDataRead() {
            response.guard().runListener(response, listener::onAllDataRead, listener::onError);
        }

        @Override
        public void onError(Throwable thrown) {
            response.guard().listenerFailed(response, thrown, listener::onError);
        }
    }

    @Override
    public boolean isFinished() {
        return stream.isFinished();
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public int read() throws IOException {
        return stream.read();
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return stream.read(bytes);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return stream.read(bytes, offset, length);
    }

    @Override
    public int readLine(byte[] bytes, int offset, int length) throws IOException {
        return stream.readLine(bytes, offset, length);
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        return stream.readAllBytes();
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        return stream.readNBytes(length);
    }

    @Override
    public int readNBytes(byte[] bytes, int offset, int length) throws IOException {
        return stream.readNBytes(bytes, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        return stream.skip(count);
    }

    @Override
    public int available() throws IOException {
        return stream.available();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
