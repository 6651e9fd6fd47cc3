/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.management;

import dev.backstop.agent.Log;
import dev.backstop.agent.weaving.Hook;
import dev.backstop.agent.weaving.Place;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/**
 * Registers the agent with the platform's MBean server as soon as there is one: when the application makes it, or whoever connects. Made
 * for it alone it would cost a start more than the agent does, and an application that brings its own kind of server must be the
 * first to ask.
 */
public final class Management implements Hook {
    /** The part's name. */
    public static final String PART = "jmx";

    private static final String FACTORY = "java.lang.management.ManagementFactory";

    private final AgentMXBean agent;
    private boolean registered;

    public Management(AgentMXBean agent) {
        this.agent = agent;
    }

    /** Where the platform's server is asked for. */
    public List<Place> places() {
        String descriptor = "()Ljavax/management/MBeanServer;";
        return List.of(new Place(PART, FACTORY, "getPlatformMBeanServer", descriptor, Place.Kind.AROUND, this));
    }

    @Override
    public boolean exit(
            @Nullable Object self, @Nullable Object entered, @Nullable Object server, @Nullable Throwable thrown)
            throws JMException {
        if (server instanceof MBeanServer platforms) {
            register(platforms);
        }
        return false;
    }

    /** The place is woven: from here on it is not missed. Registers if there is a server already. */
    public void begin() {
        if (isServed()) {
            ManagementFactory.getPlatformMBeanServer();
        }
    }

    /** A JVM may be without JMX. */
    private static boolean isServed() {
        try {
            return !MBeanServerFactory.findMBeanServer(null).isEmpty();
        } catch (LinkageError e) {
            return false;
        }
    }

    private synchronized void register(MBeanServer server) throws JMException {
        ObjectName name = new ObjectName(AgentMXBean.NAME);
        if (!registered && !server.isRegistered(name)) {
            registered = true;
            server.registerMBean(new StandardMBean(agent, AgentMXBean.class, true), name);
        }
    }

    /** The agent is detached. */
    public synchronized void end() {
        if (registered) {
            registered = false;
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(AgentMXBean.NAME));
            } catch (JMException e) {
                Log.failure("the agent stays in JMX", e);
            }
        }
    }
}
