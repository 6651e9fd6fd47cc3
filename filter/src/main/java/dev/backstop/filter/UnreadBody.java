/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

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
 * overtakes the answer: the proxy then says 502. So the rest is read before the answer, within bounds.
 *
 * <p>The bound on time is checked between reads. Where the container tells what is there without blocking, no read blocks; Tomcat
 * does not, so there a read that finds nothing lasts up to the connector's own time-out.
 */
final class UnreadBody {
    private static final int CHUNK = 16 * 1024;
    /** Polled for so long before a read that may block: containers that can tell, tell by then. */
    private static final long POLL_NANOS = 20_000_000;

    private static final long PAUSE_NANOS = 500_000;

    private final long mostBytes;
    private final long mostNanos;
    private final LongSupplier nanoTime;

    UnreadBody(Settings settings, LongSupplier nanoTime) {
        this.mostBytes = settings.bytes(Setting.UNREAD_BODY_SIZE);
        this.mostNanos = settings.duration(Setting.UNREAD_BODY_TIME).toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether a request says that it has a body. */
    static boolean isAnnouncedBy(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /**
     * Reads what is left, within the bounds.
     *
     * @return whether nothing is left; if something is, the connection cannot be used again
     */
    boolean drain(HttpServletRequest request) {
        if (!isAnnouncedBy(request)) {
            return true;
        }
        if (request instanceof ExpectingRequest expecting && !expecting.isRead()) {
            // To read would ask the client to send what nobody wants (RFC 9110, section 10.1.1).
            return false;
        }
        try {
            return drainStream(request);
        } catch (IOException e) {
            // The client does not send any more: nothing will come, but nothing more can be told from this connection
            // either.
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
        return drainStream(stream);
    }

    private boolean drainStream(ServletInputStream stream) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long deadline = nanoTime.getAsLong() + mostNanos;
        long left = mostBytes;
        while (left > 0 && nanoTime.getAsLong() - deadline < 0) {
            awaitBytes(stream, deadline);
            if (stream.isFinished()) {
                return true;
            }
            int count = stream.read(chunk, 0, (int) Math.min(left, CHUNK));
            if (count < 0) {
                return true;
            }
            left -= count;
        }
        return stream.isFinished();
    }

    /** Waits a little for bytes, as long as the container shows none. */
    private void awaitBytes(ServletInputStream stream, long deadline) throws IOException {
        long until = Math.min(nanoTime.getAsLong() + POLL_NANOS, deadline);
        while (stream.available() <= 0 && !stream.isFinished() && nanoTime.getAsLong() - until < 0) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
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
