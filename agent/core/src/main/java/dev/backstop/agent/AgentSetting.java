/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

/**
 * The agent's own settings; those of the filter that it brings along are the filter's. Each is a system property, or an argument of the
 * agent without the {@code backstop.} in front.
 */
public enum AgentSetting {
    ENABLED("backstop.agent.enabled", "on", "the agent as a whole"),
    FILTER("backstop.agent.filter", "on", "the filter in every web application that starts"),
    FILTER_EXCLUDE(
            "backstop.agent.filter.exclude",
            "",
            "context paths of web applications without the filter, separated by commas"),
    ERRORS(
            "backstop.agent.errors",
            "on",
            "clean answers in the place of the container's own pages for a 5xx that no filter sees"),
    TASKS(
            "backstop.agent.tasks",
            "on",
            "an answer at once when a task of the application's fails that was to answer an asynchronous request"),
    THREADS(
            "backstop.agent.threads",
            "on",
            "incidents for threads that die, and for repeated tasks that stop, beside the requests"),
    EXIT("backstop.agent.exit", "on", "System.exit waits for running requests, and answers those that take too long"),
    EXIT_WAIT("backstop.agent.exit.wait", "5s", "how long it waits, 0s to 60s, as 1500ms or 5s"),
    JMX(
            "backstop.agent.jmx",
            "on",
            "the agent as dev.backstop:type=Agent, where the application or its operator uses JMX");

    static final String PREFIX = "backstop.";

    private final String key;
    private final String defaultValue;
    private final String sentence;

    AgentSetting(String key, String defaultValue, String sentence) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.sentence = sentence;
    }

    /** The name of the system property. */
    public String key() {
        return key;
    }

    /** Its value where none is given. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What it is for. */
    public String sentence() {
        return sentence;
    }
}
