/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.util.concurrent.ThreadLocalRandom;

/**
 * What the machine does to a thread now and then, and here more often: holds it up where it is, so that others come in, if they can.
 * Without it two threads pass by each other in most races.
 */
final class Hesitation {
    private static final int LONG_SPINS = 500;

    private Hesitation() {}

    /** Mostly for an instant, sometimes for microseconds, at times until another thread had the processor. */
    @SuppressWarnings("ThreadPriorityCheck") // To let another thread run is what it is for.
    static void here() {
        int luck = ThreadLocalRandom.current().nextInt(32);
        if (luck == 0) {
            Thread.yield();
            return;
        }
        int spins = luck < 4 ? LONG_SPINS : 1;
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }
}
