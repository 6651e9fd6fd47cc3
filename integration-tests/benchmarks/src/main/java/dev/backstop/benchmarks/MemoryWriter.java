/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.io.Writer;

/** A container's buffer for text and nothing behind it. Allocates nothing while it is written to. */
final class MemoryWriter extends Writer {
    private final char[] buffer = new char[MemoryResponse.BUFFER_SIZE];
    private int count;

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        System.arraycopy(chars, offset, buffer, count, length);
        count += length;
    }

    @Override
    public void write(String text, int offset, int length) {
        text.getChars(offset, offset + length, buffer, count);
        count += length;
    }

    @Override
    public void flush() {
        // There is nothing behind the buffer.
    }

    @Override
    public void close() {
        // There is nothing behind the buffer.
    }
}
