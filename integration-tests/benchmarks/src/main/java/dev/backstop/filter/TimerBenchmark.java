/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a request's deadline costs while so many others are armed, their timer's thread at work. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerBenchmark {
    /** Requests of so many milliseconds are armed: by a proxy's usual time-out, and so in every place of the wheel. */
    private static final int SPREAD_MILLIS = 60_000;

    @Param({"0", "1000", "100000"})
    int armed;

    private final TimerWheel wheel = new TimerWheel(System::nanoTime, Runnable::run, task -> {
        Thread thread = new Thread(task, "wheel");
        thread.setDaemon(true);
        return thread;
    });

    @Setup
    public void armOthers() {
        int now = wheel.clockMillis();
        for (int i = 0; i < armed; i++) {
            new MeasuredResponse(now + (int) ((long) i * SPREAD_MILLIS / armed)).arm(wheel);
        }
    }

    @Benchmark
    public int armAndDisarm(Requests requests) {
        MeasuredResponse request = requests.next();
        request.arm(wheel);
        wheel.disarm(request);
        return request.dueMillis;
    }

    @TearDown
    public void stop() {
        wheel.stop();
    }

    /** The requests of one thread, which came in different milliseconds. */
    @State(Scope.Thread)
    public static class Requests {
        private static final int COUNT = 1024;
        /** Odd, so that they are spread over all locks. */
        private static final int APART_MILLIS = 59;

        private final MeasuredResponse[] requests = new MeasuredResponse[COUNT];
        private int next;

        @Setup
        public void make() {
            int now = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
            for (int i = 0; i < COUNT; i++) {
                requests[i] = new MeasuredResponse(now + i * APART_MILLIS);
            }
        }

        private MeasuredResponse next() {
            return requests[next++ & (COUNT - 1)];
        }
    }
}
