/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The agent over JMX: Tomcat has a server of its own accord, the others when somebody connects. */
class ManagementIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(Container.class)
    void tellsHowTheAgentIsAndDetachesIt(Container container) throws Exception {
        ObjectName agent = new ObjectName("dev.backstop:type=Agent");
        Jvm server = jvms.serve(container, Launch.of().agent());
        server.awaitJdkWoven();
        Answers.assertGuarded(server);

        try (JMXConnector connector = connect(server)) {
            MBeanServerConnection jmx = connector.getMBeanServerConnection();
            assertTrue(Patience.until(PATIENCE, () -> isRegistered(jmx, agent)), server::toString);
            List<String> parts = Arrays.asList((String[]) jmx.getAttribute(agent, "Parts"));
            assertEquals(List.of("filter", "errors", "tasks", "threads", "exit", "jmx"), parts);
            assertEquals(List.of(), Arrays.asList((String[]) jmx.getAttribute(agent, "PartsOff")));
            assertEquals(0L, jmx.getAttribute(agent, "Failures"));

            jmx.invoke(agent, "detach", new Object[0], new String[0]);
            assertFalse(jmx.isRegistered(agent));
        }
        Answers.assertBare(server);
        Answers.assertPage(server);
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, names = "TOMCAT11")
    void staysAwayWhereItIsSwitchedOff(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent("agent.jmx=off"));
        server.awaitJdkWoven();

        try (JMXConnector connector = connect(server)) {
            MBeanServerConnection jmx = connector.getMBeanServerConnection();
            assertFalse(jmx.isRegistered(new ObjectName("dev.backstop:type=Agent")));
        }
        Answers.assertGuarded(server);
    }

    /** Of the JVM that the test has started. */
    @SuppressWarnings("BanJNDI")
    private static JMXConnector connect(Jvm server) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(server.pid());
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    private static boolean isRegistered(MBeanServerConnection jmx, ObjectName name) {
        try {
            return jmx.isRegistered(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
