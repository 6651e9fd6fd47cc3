/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The agent's end of {@code java.lang.BackstopBridge}, which is defined here. Only the agent's own loader gets access to the package for
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
        try {
            // From an agent that was there before.
            return new Bridge(Class.forName(NAME, true, null));
        } catch (ClassNotFoundException e) {
            Module own = Bridge.class.getModule();
            instrumentation.redefineModule(
                    Object.class.getModule(), Set.of(), Map.of(), Map.of("java.lang", Set.of(own)), Set.of(), Map.of());
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

    /** Says something to the agent that is connected; returns null if there is none. */
    @Nullable
    Object tell(String command) throws IOException {
        try {
            return bridge.getMethod("tell", String.class).invoke(null, command);
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
