/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.jvm;

import dev.backstop.agent.Signals;
import dev.backstop.agent.weaving.Hook;
import dev.backstop.agent.weaving.Place;
import dev.backstop.agent.weaving.Place.Kind;
import java.time.Duration;
import java.util.List;

/** Where the JDK itself notices that something ends: a thread, a task that was to go on, the JVM. */
public final class JvmPlaces {
    /** What dies beside the requests. */
    public static final String THREADS = "threads";

    /** The end of the JVM by the application's own hand. */
    public static final String EXIT = "exit";

    private JvmPlaces() {}

    /** Threads that end with an exception, and repeated tasks that are never run again. */
    public static List<Place> threads(Signals signals) {
        return List.of(
                place(
                        THREADS,
                        "java.lang.Thread",
                        "dispatchUncaughtException",
                        "(Ljava/lang/Throwable;)V",
                        new DyingThread(signals)),
                place(
                        THREADS,
                        "java.util.concurrent.FutureTask",
                        "setException",
                        "(Ljava/lang/Throwable;)V",
                        new StoppingTask(signals)));
    }

    /**
     * The ends of the JVM.
     *
     * @param atMost as long as {@code System.exit} waits for running requests
     */
    public static List<Place> exit(Signals signals, Duration atMost) {
        return List.of(
                place(EXIT, "java.lang.Runtime", "exit", "(I)V", new Exit(signals, atMost)),
                place(EXIT, "java.lang.Runtime", "halt", "(I)V", new Halt()));
    }

    private static Place place(String part, String className, String method, String descriptor, Hook hook) {
        return new Place(part, className, method, descriptor, Kind.ENTER, hook);
    }
}
