/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.container;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Walks from an object of the container to the next. A container that looks otherwise than expected is reported as a
 * {@link ReflectiveOperationException}, whatever it was that failed.
 */
final class Reflection {
    private Reflection() {}

    /** Calls a public method without parameters. */
    static Object call(Object target, String name) throws ReflectiveOperationException {
        return required(call(target, name, new Class<?>[0]), name);
    }

    /** Calls a public method. */
    static @Nullable Object call(Object target, String name, Class<?>[] types, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        try {
            Method method = target.getClass().getMethod(name, types);
            // Public, but not always of a public class.
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException | RuntimeException e) {
            throw new ReflectiveOperationException(target.getClass().getName() + "." + name, e);
        }
    }

    /** Reads a field of the object's class or of a class above it. */
    static Object read(Object target, String name) throws ReflectiveOperationException {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return required(field.get(target), name);
            } catch (NoSuchFieldException e) {
                // Perhaps further up.
            } catch (RuntimeException e) {
                throw new ReflectiveOperationException(target.getClass().getName() + "." + name, e);
            }
        }
        throw new NoSuchFieldException(target.getClass().getName() + "." + name);
    }

    private static Object required(@Nullable Object value, String name) throws ReflectiveOperationException {
        if (value == null) {
            throw new ReflectiveOperationException(name + " is null");
        }
        return value;
    }
}
