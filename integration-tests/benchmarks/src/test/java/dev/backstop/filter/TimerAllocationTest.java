/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Every request is armed and written to; neither may cost the collector anything. */
class TimerAllocationTest {
    private static final int TIMES = 10_000;

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TimerWheel wheel = new TimerWheel(System::nanoTime, Runnable::run, task -> {
        Thread thread = new Thread(task, "wheel");
        thread.setDaemon(true);
        return thread;
    });
    private final MeasuredResponse[] requests = new MeasuredResponse[TIMES];

    TimerAllocationTest() {
        int now = wheel.clockMillis();
        for (int i = 0; i < TIMES; i++) {
            requests[i] = new MeasuredResponse(now + i);
        }
    }

    @AfterEach
    void stop() {
        wheel.stop();
    }

    @Test
    void aDeadlineAllocatesNothing() {
        armAndDisarm();

        assertEquals(0, bytes(this::armAndDisarm));
    }

    @Test
    void aWriteAllocatesNothingForItsRightToTheResponse() {
        enterAndExit();

        assertEquals(0, bytes(this::enterAndExit));
    }

    private void armAndDisarm() {
        for (MeasuredResponse request : requests) {
            request.arm(wheel);
        }
        for (MeasuredResponse request : requests) {
            wheel.disarm(request);
        }
    }

    private void enterAndExit() {
        for (MeasuredResponse request : requests) {
            request.enter();
            request.exit();
        }
    }

    /** Per time, rounded down: a page or two of compiled code's own are spread over all. */
    private long bytes(Runnable work) {
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
    }
}
