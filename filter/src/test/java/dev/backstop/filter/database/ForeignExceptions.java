/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import org.jspecify.annotations.Nullable;

/** Exceptions of classes that have the names of drivers', pools' and frameworks', and are none of theirs. */
final class ForeignExceptions {
    private static final Map<String, Class<?>> MADE = new ConcurrentHashMap<>();

    private ForeignExceptions() {}

    /** An SQLException of a class of the JDK's, or of one that is made. */
    static SQLException sql(String className, String message, @Nullable String sqlState, int vendorCode) {
        if (className.equals(BatchUpdateException.class.getName())) {
            return new BatchUpdateException(message, sqlState, vendorCode, new int[0]);
        }
        return (SQLException) create(
                type(className, SQLException.class),
                new Class<?>[] {String.class, String.class, int.class},
                message,
                sqlState,
                vendorCode);
    }

    /** An exception of a class of the JDK's, or of one that is made. */
    static Exception other(String className, String message) {
        return (Exception) create(type(className, RuntimeException.class), new Class<?>[] {String.class}, message);
    }

    /** The same with the stack trace of somebody else's code. */
    static <T extends Throwable> T madeBy(String packageName, T thrown) {
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.lang.reflect.Constructor", "newInstance", "Constructor.java", 1),
            new StackTraceElement(packageName + ".Maker", "make", "Maker.java", 1)
        });
        return thrown;
    }

    private static Class<?> type(String className, Class<?> parent) {
        return MADE.computeIfAbsent(className, name -> name.startsWith("java.") ? known(name) : make(name, parent));
    }

    private static Class<?> known(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static Class<?> make(String name, Class<?> parent) {
        return new ByteBuddy()
                .subclass(parent, ConstructorStrategy.Default.IMITATE_SUPER_CLASS)
                .name(name)
                .make()
                .load(ForeignExceptions.class.getClassLoader(), ClassLoadingStrategy.Default.CHILD_FIRST)
                .getLoaded();
    }

    private static Object create(Class<?> type, Class<?>[] parameters, @Nullable Object... arguments) {
        try {
            return type.getConstructor(parameters).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName(), e);
        }
    }
}
