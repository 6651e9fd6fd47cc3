/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a JVM is started. Immutable.
 *
 * @param options of the JVM
 * @param environment what is added to the tests' own
 * @param main the main class or jar, and its arguments
 */
record Launch(List<String> options, Map<String, String> environment, List<String> main) {

    Launch {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
        main = List.copyOf(main);
    }

    /** Of a JVM without options. */
    static Launch of(String... main) {
        return new Launch(List.of(), Map.of(), List.of(main));
    }

    /** What is to be run. */
    Launch running(String... words) {
        return new Launch(options, environment, List.of(words));
    }

    /** More arguments for what is run. */
    Launch arguments(String... more) {
        List<String> all = new ArrayList<>(main);
        all.addAll(List.of(more));
        return new Launch(options, environment, all);
    }

    /** More options of the JVM. */
    Launch with(String... more) {
        return with(List.of(more));
    }

    /** More options of the JVM. */
    Launch with(List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return new Launch(all, environment, main);
    }

    Launch environment(String name, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(name, value);
        return new Launch(options, all, main);
    }

    /** With the agent. */
    Launch agent() {
        return with("-javaagent:" + Build.agent());
    }

    /** With the agent, which takes these arguments. */
    Launch agent(String arguments) {
        return with("-javaagent:" + Build.agent() + '=' + arguments);
    }

    /** With the agent by the environment, as it is given to processes that one does not start oneself. */
    Launch agentByEnvironment() {
        return environment("JAVA_TOOL_OPTIONS", "-javaagent:" + Build.agent());
    }
}
