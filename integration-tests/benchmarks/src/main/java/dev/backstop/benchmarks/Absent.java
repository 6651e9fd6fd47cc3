/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.lang.reflect.Proxy;

/**
 * Stands for everything that a healthy request does not touch. A benchmark that reaches it measures something else than it thinks,
 * so every call fails.
 */
public final class Absent {
    private Absent() {}

    /** Something of the given interface. */
    public static <T> T of(Class<T> type) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
                });
        return type.cast(proxy);
    }
}
