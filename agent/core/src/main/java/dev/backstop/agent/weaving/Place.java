/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import java.util.Objects;

/**
 * A method of somebody else's that the agent is told of.
 *
 * @param part what it is for, which can be switched off as a whole
 * @param className with dots
 * @param method its name
 * @param descriptor as in the class file, {@code (ILjava/lang/String;)V}; {@link #ANY} for a method that is the only one of its name
 * @param kind what the agent may do there
 * @param hook what is called there
 */
public record Place(String part, String className, String method, String descriptor, Kind kind, Hook hook) {
    /** Whatever the method takes and returns. */
    public static final String ANY = "";

    /** What the agent may do at a place. */
    public enum Kind {
        /** It is told when the method begins. */
        ENTER,
        /** ... and it may return in the method's stead. */
        REPLACE,
        /** It is told when the method begins, and when it ends. */
        AROUND,
        /** ... and it may keep what is thrown from leaving the method. */
        SWALLOW,
        /** It is told that the method's last argument is about to run on another thread, if a request is concerned. */
        HAND_OVER,
        /** ... that the object itself is. */
        START,
        /** It is told when the method begins, and when it ends, if the object was handed over. */
        TASK,
        /** ... and of each {@link Runnable} that the method runs. */
        RUNS_TASKS,
        /** It is told what the method returns, if that was handed over. */
        FETCH;

        /** Whether the agent is told when the method ends. */
        boolean hasExit() {
            return this == AROUND || this == SWALLOW || this == TASK;
        }
    }

    public Place {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(descriptor, "descriptor");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(hook, "hook");
    }

    boolean isOf(String name, String methodDescriptor) {
        return method.equals(name) && (descriptor.equals(methodDescriptor) || descriptor.equals(ANY));
    }

    String internalName() {
        return className.replace('.', '/');
    }

    @Override
    public String toString() {
        return className + '.' + method + descriptor;
    }
}
