/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.container.Container;
import dev.backstop.filter.container.Innermost;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Reader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * What the application left unread of a request's body. A connection that is closed with bytes unread is reset, and the reset
 * overtakes the answer: the proxy then says 502. So the rest is read, within bounds: before the answer, or after it where the
 * container does that by itself.
 *
 * <p>Where the container tells what has arrived, no read blocks. Elsewhere the bound on time is checked between reads, and a read
 * lasts up to the container's own time-out.
 */
final class UnreadBody {
    private static final int CHUNK = 16 * 1024;
    private static final long PAUSE_NANOS = 500_000;
    private static final long LAST_CHUNK_NANOS = 20_000_000;

    private final long mostBytes;
    private final long mostNanos;
    private final Container container;
    private final Container.Draining draining;
    private final LongSupplier nanoTime;

    UnreadBody(Settings settings, Container container, LongSupplier nanoTime) {
        this.container = container;
        this.draining = container.draining();
        this.mostBytes = settings.bytes(Setting.UNREAD_BODY_SIZE);
        this.mostNanos = settings.duration(Setting.UNREAD_BODY_TIME).toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether a request says that it has a body. */
    static boolean isAnnouncedBy(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /**
     * Reads what is left, within the bounds, unless the container does.
     *
     * @return whether the connection can be used again
     */
    boolean drain(HttpServletRequest request) {
        if (!isAnnouncedBy(request)) {
            return true;
        }
        if (request instanceof GuardedRequest guarded && guarded.isWaiting()) {
            // To read would ask the client to send what nobody wants (RFC 9110, section 10.1.1).
            return false;
        }
        if (draining == Container.Draining.BY_CONTAINER) {
            return request.getContentLengthLong() <= mostBytes;
        }
        try {
            return drainStream(request);
        } catch (IOException | IllegalStateException e) {
            // The client sends no more, or the application set a read listener and the stream is not ours to read.
            return false;
        }
    }

    private boolean drainStream(HttpServletRequest request) throws IOException {
        ServletInputStream stream;
        try {
            stream = request.getInputStream();
        } catch (IllegalStateException e) {
            // The application reads characters, so must we.
            return drainReader(request.getReader());
        }
        return drainStream(request, stream);
    }

    private boolean drainStream(HttpServletRequest request, ServletInputStream stream) throws IOException {
        byte[] chunk = new byte[CHUNK];
        ServletInputStream arriving = draining == Container.Draining.POLLED ? innermost(request, stream) : stream;
        long deadline = nanoTime.getAsLong() + mostNanos;
        long left = mostBytes;
        while (left > 0 && nanoTime.getAsLong() - deadline < 0) {
            Found found = draining == Container.Draining.POLLED ? await(request, arriving, deadline) : Found.PERHAPS;
            if (found == Found.END || found == Found.NOTHING) {
                return found == Found.END;
            }
            int count = stream.read(chunk, 0, (int) Math.min(left, CHUNK));
            if (count < 0) {
                return true;
            }
            left -= count;
        }
        return stream.isFinished();
    }

    /** The container's stream: that of a wrapper further out seldom tells what has arrived. */
    private static ServletInputStream innermost(HttpServletRequest request, ServletInputStream stream)
            throws IOException {
        try {
            return Innermost.of(request).getInputStream();
        } catch (IllegalStateException e) {
            // The wrapper makes a stream of the container's reader.
            return stream;
        }
    }

    private enum Found {
        BYTES,
        END,
        /** The time is over. */
        NOTHING,
        /** Only a read tells. */
        PERHAPS
    }

    private Found await(HttpServletRequest request, ServletInputStream stream, long deadline) throws IOException {
        boolean chunked = request.getContentLengthLong() < 0;
        long start = nanoTime.getAsLong();
        while (stream.available() <= 0) {
            long now = nanoTime.getAsLong();
            if (stream.isFinished() || container.hasBodyArrived(request)) {
                return Found.END;
            }
            if (now - deadline >= 0) {
                return Found.NOTHING;
            }
            if (chunked && now - start > LAST_CHUNK_NANOS) {
                // Jetty does not tell the last chunk from one that has yet to come.
                return Found.PERHAPS;
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        return Found.BYTES;
    }

    private boolean drainReader(Reader reader) throws IOException {
        char[] chunk = new char[CHUNK];
        long deadline = nanoTime.getAsLong() + mostNanos;
        long left = mostBytes;
        while (left > 0 && nanoTime.getAsLong() - deadline < 0) {
            int count = reader.read(chunk, 0, (int) Math.min(left, CHUNK));
            if (count < 0) {
                return true;
            }
            left -= count;
        }
        return false;
    }
}
