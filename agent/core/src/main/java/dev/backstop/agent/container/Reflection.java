/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls of a container's public methods, whose classes the agent does not see. */
final class Reflection {
    private Reflection() {}

    /** Calls the public method of that name that takes as many arguments of these types. */
    static @Nullable Object call(Object target, String name, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && takes(method.getParameterTypes(), arguments)) {
                try {
                    // Public, but not always of a public class.
                    method.setAccessible(true);
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw new ReflectiveOperationException(method + " failed", e.getCause());
                }
            }
        }
        throw new NoSuchMethodException(target.getClass().getName() + '.' + name);
    }

    /** The same, for a method that returns something. */
    static Object get(Object target, String name, @Nullable Object... arguments) throws ReflectiveOperationException {
        Object result = call(target, name, arguments);
        if (result == null) {
            throw new ReflectiveOperationException(target.getClass().getName() + '.' + name + " is null");
        }
        return result;
    }

    /** Whether there is such a public method. */
    static boolean has(Object target, String name, Class<?>... types) {
        try {
            target.getClass().getMethod(name, types);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static boolean takes(Class<?>[] types, @Nullable Object[] arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            Object argument = arguments[i];
            if (argument != null && !types[i].isInstance(argument) && !isBoxOf(types[i], argument)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBoxOf(Class<?> type, Object argument) {
        return (type == int.class && argument instanceof Integer)
                || (type == boolean.class && argument instanceof Boolean);
    }

    /** A new object of a class that the target's loader sees. */
    static Object make(Object target, String className) throws ReflectiveOperationException {
        return type(target, className).getConstructor().newInstance();
    }

    /** A class that the target's loader sees. */
    static Class<?> type(Object target, String className) throws ReflectiveOperationException {
        return Class.forName(className, true, target.getClass().getClassLoader());
    }

    /** One first, and then the others, as an array of their type. */
    static Object prepended(Object first, Object[] others) {
        Object all = Array.newInstance(others.getClass().getComponentType(), others.length + 1);
        Array.set(all, 0, first);
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }
}
