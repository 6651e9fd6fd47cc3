/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filter's end of the bridge to the agent, which the agent defines in the bootstrap loader. Without an agent, or with one that speaks
 * otherwise, nothing happens here. Safe for use by many threads.
 */
final class AgentLink {
    private static final Logger LOG = LoggerFactory.getLogger(AgentLink.class);
    private static final String BRIDGE = "java.lang.BackstopBridge";
    private static final int PROTOCOL = 1;

    private final @Nullable Class<?> bridge;
    /** The bridge holds it weakly. */
    private final Function<Object[], @Nullable Object> receiver;

    private AgentLink(@Nullable Class<?> bridge, Function<Object[], @Nullable Object> receiver) {
        this.bridge = bridge;
        this.receiver = receiver;
    }

    /**
     * Joins, if there is an agent.
     *
     * @param receiver gets a signal's name and what belongs to it, and returns not null if it has taken it
     */
    static AgentLink join(Function<Object[], @Nullable Object> receiver) {
        AgentLink link = new AgentLink(bridge(), receiver);
        link.call("join");
        return link;
    }

    /** What the agent follows of this JVM's requests. */
    static FollowedTasks followedTasks() {
        return new FollowedTasks(requests(bridge()));
    }

    @SuppressWarnings("unchecked")
    private static @Nullable ThreadLocal<@Nullable Object @Nullable []> requests(@Nullable Class<?> bridge) {
        if (bridge == null) {
            return null;
        }
        try {
            return (ThreadLocal<@Nullable Object @Nullable []>)
                    bridge.getMethod("requests").invoke(null);
        } catch (ReflectiveOperationException e) {
            LOG.warn("the agent cannot be reached; it follows no tasks", e);
            return null;
        }
    }

    private static @Nullable Class<?> bridge() {
        try {
            Class<?> bridge = Class.forName(BRIDGE, true, null);
            return bridge.getField("PROTOCOL").getInt(null) == PROTOCOL ? bridge : null;
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            LOG.warn("an agent of another version is attached; the filter goes its own way", e);
            return null;
        }
    }

    /** From here on nothing is received. */
    void leave() {
        call("leave");
    }

    private void call(String name) {
        if (bridge != null) {
            try {
                Method method = bridge.getMethod(name, Function.class);
                method.invoke(null, receiver);
            } catch (ReflectiveOperationException e) {
                LOG.warn("the agent cannot be reached; the filter goes its own way", e);
            }
        }
    }
}
