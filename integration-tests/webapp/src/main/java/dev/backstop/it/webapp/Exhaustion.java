/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import java.util.ArrayList;
import java.util.List;

/** Really uses up what a JVM has: an error object that was made by {@code new} would find the heap and the stack healthy. */
@SuppressWarnings({"InfiniteRecursion", "ModifiedButNotUsed", "DoNotCallSuggester"}) // That is what it is for.
final class Exhaustion {

    private static final int MEGABYTE = 1024 * 1024;

    private Exhaustion() {}

    static int fillStack(int depth) {
        return fillStack(depth + 1) + 1;
    }

    static void giantArray() {
        long[] array = new long[Integer.MAX_VALUE - 8];
        throw new IllegalStateException("the heap is larger than expected: " + array.length);
    }

    /** The list is garbage as soon as the error leaves this method; at the throw the heap is full to the last kilobyte. */
    static void fillHeap() {
        List<byte[]> list = new ArrayList<>();
        int size = MEGABYTE;
        while (true) {
            try {
                list.add(new byte[size]);
            } catch (OutOfMemoryError e) {
                if (size <= 1024) {
                    throw e;
                }
                size /= 32;
            }
        }
    }

    @SuppressWarnings({"deprecation", "removal"})
    static void endThread() {
        throw new ThreadDeath();
    }
}
