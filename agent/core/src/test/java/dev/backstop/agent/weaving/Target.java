/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Methods of every shape, to be woven. Compiled for Java 17 like everything else, so that they have frames that must stay right. */
public class Target {
    private final List<String> did = new ArrayList<>();

    public void nothing() {}

    public String join(String text, long number, double fraction, boolean flag, int[] numbers) {
        StringBuilder joined = new StringBuilder(text);
        for (int each : numbers) {
            if (each % 2 == 0) {
                long square = (long) each * each;
                joined.append(square);
            } else {
                joined.append(flag ? fraction : number);
            }
        }
        return joined.toString();
    }

    public static long sum(long first, int second) {
        return first + second;
    }

    public double half(double whole) {
        if (whole < 0) {
            throw new IllegalArgumentException("negative");
        }
        return whole / 2;
    }

    /** Handlers, a finally, a return in the middle, and variables that come and go. */
    public int handlers(String text) throws IOException {
        try {
            if (text.isEmpty()) {
                return 0;
            }
            String upper = text.toUpperCase(java.util.Locale.ROOT);
            if (upper.equals("IO")) {
                throw new IOException("io");
            }
            if (upper.equals("STATE")) {
                throw new IllegalStateException("state");
            }
            return upper.length();
        } catch (IllegalStateException e) {
            did.add("caught");
            return -1;
        } finally {
            did.add("finally");
        }
    }

    public @Nullable Object loop(int times) {
        Object last = null;
        for (int i = 0; i < times; i++) {
            try {
                if (i == 2) {
                    throw new IOException("two");
                }
                last = i;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return last;
    }

    public void take(boolean now, long millis, Runnable task) {
        if (now && millis > 0) {
            task.run();
        }
    }

    public List<String> did() {
        return did;
    }
}
