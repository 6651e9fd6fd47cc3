/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import dev.backstop.agent.Log;
import java.util.List;

/**
 * Whether this JVM records an AOT cache (JDK 24 and newer). One that has {@code java.lang.Thread} woven crashes when it writes the cache;
 * so it is the run that reads the cache in which the JDK's classes are woven.
 */
final class AotTraining {
    private static final List<String> OPTIONS =
            List.of("-XX:AOTCacheOutput", "-XX:AOTMode=record", "-XX:AOTMode=create");
    private static final List<String> VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JDK_AOT_VM_OPTIONS");

    private AotTraining() {}

    static boolean isOn() {
        StringBuilder given = new StringBuilder();
        for (String argument : ProcessHandle.current().info().arguments().orElse(new String[0])) {
            given.append(argument).append(' ');
        }
        for (String variable : VARIABLES) {
            given.append(System.getenv(variable)).append(' ');
        }
        for (String option : OPTIONS) {
            if (given.indexOf(option) >= 0) {
                Log.line(
                        "this JVM records an AOT cache: what the agent does with the JDK's own classes begins in the runs that use it");
                return true;
            }
        }
        return false;
    }
}
