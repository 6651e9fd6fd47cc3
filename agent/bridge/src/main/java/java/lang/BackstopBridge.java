/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package java.lang;

import java.lang.ref.WeakReference;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where woven code, the agent and the filter meet, whatever loaders they come from: the one class that all of them see, also through a
 * loader that delegates nothing but {@code java.*}, and from a named module. It is defined in the bootstrap loader at run time, without
 * a jar on the bootstrap path, which would switch off class-data sharing for the application.
 *
 * <p>JDK types only. It keeps nothing of the application's alive, allocates nothing of its own, takes no lock, never logs, and never
 * throws. Safe for use by many threads.
 */
public final class BackstopBridge {
    /** Changes with what is said over the bridge. Agent and filter of different numbers leave each other alone. */
    public static final int PROTOCOL = 1;

    private static final AtomicLong FAILURES = new AtomicLong();

    /** Weak: a web application that is gone is not kept by its filter. */
    private static final CopyOnWriteArrayList<WeakReference<Function<Object[], Object>>> FILTERS =
            new CopyOnWriteArrayList<>();

    /** How many tasks were handed over by a request, and have not begun: most of the time there are none, and nothing is to be done. */
    private static volatile AtomicInteger tasks = new AtomicInteger();

    private static final Object[] NOTHING = {};

    private static volatile ThreadLocal<Object[]> requests;

    private static volatile BiFunction<Integer, Object[], Object> agent;

    private BackstopBridge() {}

    /**
     * Called by woven code where a method begins.
     *
     * @param place the agent's number for the method
     * @param self the object that it is called on, or null
     * @param arguments of the method
     * @return what {@link #exit} gets as {@code entered}; or, for a place that may be replaced, what the method returns at once
     */
    public static Object enter(int place, Object self, Object[] arguments) {
        BiFunction<Integer, Object[], Object> to = agent;
        if (to == null) {
            return null;
        }
        try {
            return to.apply(place, new Object[] {self, arguments});
        } catch (Throwable e) {
            failed(to, place, e);
            return null;
        }
    }

    /**
     * Called by woven code where a method ends.
     *
     * @param entered what {@link #enter} returned
     * @param result what the method returns, if it is an object
     * @param thrown what it throws, or null
     * @return not null if what is thrown must not leave the method, for a place that may swallow
     */
    public static Object exit(int place, Object self, Object entered, Object result, Throwable thrown) {
        BiFunction<Integer, Object[], Object> to = agent;
        if (to == null) {
            return null;
        }
        try {
            return to.apply(place, new Object[] {self, entered, result, thrown});
        } catch (Throwable e) {
            failed(to, place, e);
            return null;
        }
    }

    // ---- tasks of requests

    /**
     * Where each thread has the request that it works for: the filter's object for it, then two that are the agent's. All null while it
     * works for none.
     *
     * @return null if nobody follows tasks
     */
    public static ThreadLocal<Object[]> requests() {
        return requests;
    }

    /**
     * The agent follows tasks from here on.
     *
     * @return how many are handed over and have not begun, which the agent counts
     */
    public static AtomicInteger followTasks() {
        if (requests == null) {
            requests = new ThreadLocal<>();
        }
        return tasks;
    }

    /**
     * Called by woven code that hands a task over to another thread.
     *
     * @param place the agent's number for the method
     */
    public static void handOver(int place, Object task) {
        ThreadLocal<Object[]> all = requests;
        Object[] request = all == null ? null : all.get();
        // A thread of the application's own has no entry; only the agent knows whether a request started it.
        if (request != null && request[0] != null || tasks.get() != 0) {
            enter(place, task, request == null ? NOTHING : request);
        }
    }

    /**
     * Called by woven code where a task begins that may have been handed over.
     *
     * @return what {@link #end} gets as {@code begun}
     */
    public static Object begin(int place, Object task) {
        return tasks.get() == 0 ? null : enter(place, task, NOTHING);
    }

    /** Called by woven code where that task ends. */
    public static void end(int place, Object task, Object begun, Throwable thrown) {
        if (begun != null) {
            exit(place, task, begun, null, thrown);
        }
    }

    /** Runs a task that may have been handed over. */
    public static void run(Runnable task, int place) {
        Object begun = begin(place, task);
        if (begun == null) {
            task.run();
            return;
        }
        try {
            task.run();
        } catch (Throwable e) {
            end(place, task, begun, e);
            throw e;
        }
        end(place, task, begun, null);
    }

    // ---- filters

    /**
     * A filter joins: it is told of signals until it leaves, or nobody holds it any more.
     *
     * @param filter gets a signal's name and what belongs to it, and returns not null if it has taken it
     */
    public static void join(Function<Object[], Object> filter) {
        leave(null);
        FILTERS.add(new WeakReference<>(filter));
    }

    /** A filter leaves. */
    public static void leave(Function<Object[], Object> filter) {
        for (WeakReference<Function<Object[], Object>> one : FILTERS) {
            Function<Object[], Object> joined = one.get();
            if (joined == null || joined == filter) {
                FILTERS.remove(one);
            }
        }
    }

    /**
     * The agent tells the filters of something, one after the other.
     *
     * @param signal its name, and what belongs to it
     * @param all whether all are told, or no more once one has taken it
     * @return what the last one that took it returned, or null
     */
    public static Object signal(Object[] signal, boolean all) {
        Object taken = null;
        for (WeakReference<Function<Object[], Object>> one : FILTERS) {
            Function<Object[], Object> filter = one.get();
            if (filter != null && (all || taken == null)) {
                try {
                    Object result = filter.apply(signal);
                    taken = result == null ? taken : result;
                } catch (Throwable e) {
                    failed(agent, -1, e);
                }
            }
        }
        return taken;
    }

    /**
     * Says something to the agent, as its command line does.
     *
     * @return what it says to that; null if there is none
     */
    public static Object tell(String command) {
        BiFunction<Integer, Object[], Object> to = agent;
        return to == null ? null : to.apply(-2, new Object[] {command});
    }

    private static void failed(BiFunction<Integer, Object[], Object> to, int place, Throwable e) {
        FAILURES.incrementAndGet();
        if (to == null) {
            return;
        }
        try {
            to.apply(-1, new Object[] {place, e});
        } catch (Throwable again) {
            FAILURES.incrementAndGet();
        }
    }

    /** How often something that was called from woven code failed, since the JVM started. */
    public static long failures() {
        return FAILURES.get();
    }

    /**
     * Connects the agent, or with null disconnects it.
     *
     * @param to is told of every place: {@code (place, {self, arguments})} at its beginning, {@code (place, {self, entered, result,
     *     thrown})} at its end, {@code (-1, {place, throwable})} if that failed, or with the place -1 if a filter
     *     failed at a signal, and {@code (-2, {command})}
     * @return whether there was no agent, or there is none now
     */
    public static synchronized boolean connect(BiFunction<Integer, Object[], Object> to) {
        if (to != null && agent != null) {
            return false;
        }
        agent = to;
        if (to == null) {
            // What the last agent followed is nothing to the next one.
            requests = null;
            tasks = new AtomicInteger();
        }
        return true;
    }

    /** Whether an agent is connected. */
    public static boolean isConnected() {
        return agent != null;
    }
}
