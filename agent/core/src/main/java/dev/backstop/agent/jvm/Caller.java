/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.jvm;

/** Who called the JDK, in words for a line. */
final class Caller {
    private Caller() {}

    static String text() {
        Thread thread = Thread.currentThread();
        for (StackTraceElement element : thread.getStackTrace()) {
            String name = element.getClassName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("dev.backstop.agent.")) {
                return " by thread " + thread.getName() + " at " + element;
            }
        }
        return " by thread " + thread.getName();
    }
}
