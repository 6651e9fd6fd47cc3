/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Passes every byte to the container's stream at once; only {@link #flush} and {@link #close} may be held back. Keeps no bytes.
 *
 * <p>One per response. As safe for use by many threads as the container's own stream is.
 */
final class GuardedOutputStream extends ServletOutputStream implements GuardedResponse.Output {
    private final GuardedResponse response;
    private final ServletOutputStream stream;
    private boolean printed;

    GuardedOutputStream(GuardedResponse response, ServletOutputStream stream) {
        this.response = response;
        this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
        if (response.beginWrite(1)) {
            try {
                stream.write(b);
            } catch (IOException e) {
                throw response.clientGone(e);
            } finally {
                response.endWrite();
            }
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (response.beginWrite(length)) {
            try {
                stream.write(bytes, offset, length);
            } catch (IOException e) {
                throw response.clientGone(e);
            } finally {
                response.endWrite();
            }
        }
    }

    /**
     * Servlet 6.1 has this method; the 6.0 that this is compiled against does not. Its default copies even what is an array
     * already.
     */
    @SuppressWarnings("MissingOverride")
    public void write(ByteBuffer buffer) throws IOException {
        if (buffer.hasArray()) {
            write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            buffer.position(buffer.limit());
        } else {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            write(bytes);
        }
    }

    /** Containers encode text in ways of their own, so the text goes to them as text. */
    @Override
    public void print(String text) throws IOException {
        printed = true;
        if (response.beginWrite(String.valueOf(text).length())) {
            try {
                stream.print(text);
            } catch (IOException e) {
                throw response.clientGone(e);
            } finally {
                response.endWrite();
            }
        }
    }

    @Override
    public void println() throws IOException {
        printed = true;
        if (response.beginWrite(1)) {
            try {
                stream.println();
            } catch (IOException e) {
                throw response.clientGone(e);
            } finally {
                response.endWrite();
            }
        }
    }

    @Override
    public void println(String text) throws IOException {
        print(text);
        println();
    }

    @Override
    public void flush() throws IOException {
        if (response.beginFlush()) {
            try {
                stream.flush();
            } catch (IOException e) {
                throw response.clientGone(e);
            } finally {
                response.endWrite();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (response.beginClose()) {
            try {
                closeNow();
            } finally {
                response.endWrite();
            }
        }
    }

    @Override
    public boolean countsBytes() {
        return !printed;
    }

    @Override
    public void closeNow() throws IOException {
        try {
            stream.close();
        } catch (IOException e) {
            throw response.clientGone(e);
        }
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        response.passFlushesThrough();
        if (listener == null || !response.guard().guardsAsync()) {
            stream.setWriteListener(listener);
        } else {
            response.aside().nonBlocking = true;
            stream.setWriteListener(new Listener(listener));
        }
    }

    /** What it throws is answered at once; it is told of it, as the container would tell it. */
    private final class Listener implements WriteListener {
        private final WriteListener listener;

        private Listener(WriteListener listener) {
            this.listener = listener;
        }

        @Override
        public void onWritePossible() {
            response.guard().runListener(response, listener::onWritePossible, listener::onError);
        }

        @Override
        public void onError(Throwable thrown) {
            response.guard().listenerFailed(response, thrown, listener::onError);
        }
    }
}
