/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Pages that are not written by the call of the servlet that the request came to. */
public enum DispatchPage implements Page {
    FORWARD((request, response) -> {
        response.getWriter().print("dropped by the forward");
        request.getRequestDispatcher("/page/json").forward(request, response);
    }),
    INCLUDE((request, response) -> {
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().print("before ");
        request.getRequestDispatcher("/page/json").include(request, response);
        response.getWriter().print(" after");
    }),
    ASYNC_COMPLETE((request, response) -> {
        AsyncContext async = request.startAsync();
        async.start(() -> {
            try {
                async.getResponse().setContentType("text/plain;charset=utf-8");
                async.getResponse().getWriter().print("written by another thread");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            async.complete();
        });
    }),
    ASYNC_DISPATCH((request, response) -> request.startAsync().dispatch("/page/json")),
    WRITE_LISTENER((request, response) -> {
        response.setContentType("application/octet-stream");
        AsyncContext async = request.startAsync();
        response.getOutputStream().setWriteListener(new Blocks(async, response.getOutputStream()));
    });

    private final Act act;

    DispatchPage(Act act) {
        this.act = act;
    }

    @Override
    public Act act() {
        return act;
    }

    /** Writes 32 blocks of 32 KiB without ever blocking. */
    private static final class Blocks implements WriteListener {

        private final AsyncContext async;
        private final ServletOutputStream out;
        private int left = 32;

        Blocks(AsyncContext async, ServletOutputStream out) {
            this.async = async;
            this.out = out;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (left-- == 0) {
                    async.complete();
                    return;
                }
                out.write(Filler.bytes(32 * 1024));
            }
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }
}
