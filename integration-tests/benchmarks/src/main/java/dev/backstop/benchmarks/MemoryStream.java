/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/** A container's buffer and nothing behind it. Allocates nothing while it is written to. */
final class MemoryStream extends ServletOutputStream {
    private final byte[] buffer = new byte[MemoryResponse.BUFFER_SIZE];
    private int count;

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    @Override
    public void write(int b) {
        buffer[count++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, buffer, count, length);
        count += length;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException("setWriteListener");
    }
}
