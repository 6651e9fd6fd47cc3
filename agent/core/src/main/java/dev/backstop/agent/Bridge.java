/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import dev.backstop.agent.task.TaskPlaces;
import dev.backstop.agent.weaving.Place;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The agent's end of {@code java.lang.BackstopBridge}, which is defined here. Only the agent's own loader gets access to the JDK's packages for
 * it; what the application may do stays as it was.
 */
final class Bridge implements Signals {
    private static final String NAME = "java.lang.BackstopBridge";
    /** Under this name no loader takes it for a class. */
    private static final String RESOURCE = "dev/backstop/agent/BackstopBridge.classdata";

    private final Class<?> bridge;

    private Bridge(Class<?> bridge) {
        this.bridge = bridge;
    }

    static Bridge define(Instrumentation instrumentation) throws IOException {
        Set<Module> own = Set.of(Bridge.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                // The first for the bridge, all for a look at what the JDK's tasks and threads run.
                Map.of("java.lang", own, "java.util.concurrent", own, "jdk.internal.vm", own),
                Set.of(),
                Map.of());
        try {
            // From an agent that was there before.
            return new Bridge(Class.forName(NAME, true, null));
        } catch (ClassNotFoundException e) {
            return new Bridge(define());
        }
    }

    private static Class<?> define() throws IOException {
        try (InputStream in = Bridge.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("the agent's jar has no bridge");
            }
            return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(in.readAllBytes());
        } catch (IllegalAccessException e) {
            throw new IOException("the bridge cannot be defined", e);
        }
    }

    @Override
    public boolean send(boolean all, @Nullable Object... signal) {
        try {
            return bridge.getMethod("signal", Object[].class, boolean.class).invoke(null, signal, all) != null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the bridge is another than this agent's", e);
        }
    }

    /** How often something that woven code called has failed. */
    long failures() {
        try {
            return (Long) bridge.getMethod("failures").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the bridge is another than this agent's", e);
        }
    }

    /** Says something to the agent that is connected; returns null if there is none. */
    @Nullable
    Object tell(String command) throws IOException {
        try {
            return bridge.getMethod("tell", String.class).invoke(null, command);
        } catch (ReflectiveOperationException e) {
            throw new IOException("the bridge is another than this agent's", e);
        }
    }

    /** Tasks are followed from here on. */
    List<Place> followTasks() throws IOException {
        try {
            AtomicInteger count =
                    (AtomicInteger) bridge.getMethod("followTasks").invoke(null);
            @SuppressWarnings("unchecked")
            ThreadLocal<@Nullable Object @Nullable []> entries = (ThreadLocal<@Nullable Object @Nullable []>)
                    bridge.getMethod("requests").invoke(null);
            return TaskPlaces.all(this, entries, count);
        } catch (ReflectiveOperationException e) {
            throw new IOException("the bridge is another than this agent's", e);
        }
    }

    /** Returns false if another agent is connected. */
    boolean connect(@Nullable BiFunction<Integer, Object[], Object> agent) throws IOException {
        try {
            return (Boolean) bridge.getMethod("connect", BiFunction.class).invoke(null, agent);
        } catch (ReflectiveOperationException e) {
            throw new IOException("the bridge is another than this agent's", e);
        }
    }
}
