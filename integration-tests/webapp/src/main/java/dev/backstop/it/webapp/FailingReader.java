/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads a request body without blocking, and throws. */
final class FailingReader implements ReadListener {

    private final ServletInputStream in;
    private final boolean atOnce;

    private FailingReader(ServletInputStream in, boolean atOnce) {
        this.in = in;
        this.atOnce = atOnce;
    }

    static void throwWithData(HttpServletRequest request) throws IOException {
        read(request, true);
    }

    static void throwAtEnd(HttpServletRequest request) throws IOException {
        read(request, false);
    }

    private static void read(HttpServletRequest request, boolean atOnce) throws IOException {
        request.startAsync();
        request.getInputStream().setReadListener(new FailingReader(request.getInputStream(), atOnce));
    }

    @Override
    public void onDataAvailable() throws IOException {
        if (atOnce) {
            throw new IllegalStateException(Secret.MESSAGE);
        }
        byte[] some = new byte[1024];
        while (in.isReady() && !in.isFinished() && in.read(some) >= 0) {
            // what comes is of no interest
        }
    }

    @Override
    public void onAllDataRead() {
        throw new IllegalStateException(Secret.MESSAGE);
    }

    @Override
    public void onError(Throwable failure) {
        // an application that leaves it at that
    }
}
