/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/** Stands in for a container's stream that must not be had any more. Nothing is ever written to it. */
final class NowhereStream extends ServletOutputStream {
    static final NowhereStream INSTANCE = new NowhereStream();

    private NowhereStream() {}

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        // Nobody would call it.
    }

    @Override
    public void write(int b) {
        throw new IllegalStateException("written to nowhere");
    }
}
