/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.task;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a task has captured: the objects in its fields, and in theirs, for a few steps. A task with the {@code AsyncContext} or the response
 * among them was to answer; one that has only the request may be anything. Collections are not looked into: what an application
 * keeps there belongs to others too. Nothing of the application's is called.
 */
final class Captured {
    private static final int DEPTH = 6;
    private static final int MOST = 400;
    private static final String ASYNC_CONTEXT = "jakarta.servlet.AsyncContext";
    private static final String RESPONSE = "jakarta.servlet.ServletResponse";
    /** Where a thread keeps what it runs. */
    private static final String OF_THREAD = "java.lang.Thread$";

    private static final List<String> LEADING = List.of("java.util.concurrent.", "java.lang.VirtualThread$");
    private static final Set<String> NOT_OWNERS =
            Set.of("jakarta.servlet.ServletRequest", "jakarta.servlet.ServletContext");

    private static final ClassValue<Field[]> FIELDS = new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
            return fields(type);
        }
    };

    private Captured() {}

    /** Where to begin for a task: it, and what it has in its fields, for the JDK's own tasks let go of that. */
    static Object[] roots(Object task) {
        List<Object> roots = new ArrayList<>();
        if (!isOfTheJdk(task)) {
            roots.add(task);
        }
        for (Object child : children(task)) {
            if (child.getClass().getName().startsWith(OF_THREAD)) {
                roots.addAll(children(child));
            } else {
                roots.add(child);
            }
        }
        return roots.toArray();
    }

    /** Whether there is an {@code AsyncContext} or a response that is meant. */
    static boolean has(Object[] roots, Predicate<Object> isMeant) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> next = new ArrayDeque<>(List.of(roots));
        for (int depth = 0; depth < DEPTH && !next.isEmpty(); depth++) {
            Deque<Object> further = new ArrayDeque<>();
            for (Object object : next) {
                if (seen.size() >= MOST || !seen.add(object)) {
                    continue;
                }
                Set<String> types = servletTypes(object.getClass());
                if (types.contains(ASYNC_CONTEXT) || types.contains(RESPONSE)) {
                    if (isMeant.test(object)) {
                        return true;
                    }
                } else if (types.isEmpty() && leadsOn(object)) {
                    further.addAll(children(object));
                }
            }
            next = further;
        }
        return false;
    }

    private static boolean leadsOn(Object object) {
        if (object instanceof ClassLoader || object instanceof Thread || object instanceof Executor) {
            return false;
        }
        if (!isOfTheJdk(object)) {
            return true;
        }
        for (String prefix : LEADING) {
            if (object.getClass().getName().startsWith(prefix)) {
                return !(object instanceof Collection || object instanceof Map);
            }
        }
        return false;
    }

    private static boolean isOfTheJdk(Object object) {
        return object.getClass().getName().startsWith("java.");
    }

    /** Those of the interfaces that matter here. */
    private static Set<String> servletTypes(@Nullable Class<?> type) {
        Set<String> names = new HashSet<>();
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            collect(current, names);
        }
        return names;
    }

    private static void collect(Class<?> type, Set<String> names) {
        for (Class<?> one : type.getInterfaces()) {
            String name = one.getName();
            if (name.equals(ASYNC_CONTEXT) || name.equals(RESPONSE) || NOT_OWNERS.contains(name)) {
                names.add(name);
            }
            collect(one, names);
        }
    }

    private static List<Object> children(Object object) {
        List<Object> children = new ArrayList<>();
        for (Field field : FIELDS.get(object.getClass())) {
            try {
                Object child = field.get(object);
                if (child != null) {
                    children.add(child);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("accessible, and yet not", e);
            }
        }
        return children;
    }

    /** The fields that may lead on. A module need not let anybody look into its objects. */
    private static Field[] fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (Field field : current.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && field.getType() != String.class
                        && field.trySetAccessible()) {
                    fields.add(field);
                }
            }
        }
        return fields.toArray(new Field[0]);
    }
}
