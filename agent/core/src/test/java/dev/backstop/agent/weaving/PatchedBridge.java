/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The bridge, which is patched into the tests' {@code java.base}: no compiler sees it there. */
final class PatchedBridge {
    private PatchedBridge() {}

    static void connect(@Nullable BiFunction<Integer, Object[], @Nullable Object> agent) {
        call("connect", new Class<?>[] {BiFunction.class}, agent);
    }

    static long failures() {
        return (Long) call("failures", new Class<?>[0]);
    }

    /** The calling thread works for a request, or with null for none. */
    static void workFor(@Nullable Object request) {
        call("followTasks", new Class<?>[0]);
        @SuppressWarnings("unchecked")
        ThreadLocal<@Nullable Object[]> requests = (ThreadLocal<@Nullable Object[]>) call("requests", new Class<?>[0]);
        requests.set(new Object[] {request});
    }

    /** So many tasks are handed over and have not begun. */
    static void handedOver(int tasks) {
        ((AtomicInteger) call("followTasks", new Class<?>[0])).set(tasks);
    }

    private static Object call(String name, Class<?>[] types, @Nullable Object... arguments) {
        try {
            Method method = Class.forName("java.lang.BackstopBridge").getMethod(name, types);
            return method.invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the bridge is not patched in", e);
        }
    }
}
