/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.management;

import java.util.List;

/** The agent, as {@code dev.backstop:type=Agent}. */
public interface AgentMXBean {
    /** The name that it is registered by. */
    String NAME = "dev.backstop:type=Agent";

    /** Its version, empty if the jar does not say. */
    String getVersion();

    /** The parts that are on by their settings, as at its start. */
    List<String> getParts();

    /** The parts that are off all the same, because a class had another shape than is known. */
    List<String> getPartsOff();

    /** How often something of the agent's failed within the application's calls, which went on as without; 0 is what it should be. */
    long getFailures();

    /** Ends the agent: all classes are given back as they were, and the filters that it brought pass everything through. */
    void detach();
}
