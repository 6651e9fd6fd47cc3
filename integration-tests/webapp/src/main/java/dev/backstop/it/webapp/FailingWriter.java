/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes so many kibibytes without blocking, and throws. */
final class FailingWriter implements WriteListener {

    private final ServletOutputStream out;
    private int left;

    private FailingWriter(ServletOutputStream out, int kibibytes) {
        this.out = out;
        this.left = kibibytes;
    }

    static void throwAfter(int kibibytes, HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.startAsync();
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().setWriteListener(new FailingWriter(response.getOutputStream(), kibibytes));
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (left-- == 0) {
                throw new IllegalStateException(Secret.MESSAGE);
            }
            out.write(Filler.bytes(1024));
        }
    }

    @Override
    public void onError(Throwable failure) {
        // an application that leaves it at that
    }
}
