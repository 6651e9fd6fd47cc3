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
            "context paths of web applications without the filter, separated by commas");

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
