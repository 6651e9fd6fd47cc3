/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.javaagent;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AgentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.compiler/com.sun.tools.javac.Main Some.java",
                "jdk.jcmd/sun.tools.jps.Jps",
                "jdk.jcmd/sun.tools.jcmd.JCmd 1 VM.version",
                "java.base/sun.security.tools.keytool.Main -list",
                "sun.tools.jar.Main cf some.jar",
                "com.sun.tools.javac.Main Some.java",
                "/opt/backstop-agent.jar attach 1",
                "backstop-agent.jar list"
            })
    void toolsAreLeftAlone(String command) {
        assertTrue(Agent.isLeftAlone(command, "backstop-agent.jar"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/srv/app.jar --server.port=8080",
                "org.apache.catalina.startup.Bootstrap start",
                "org.eclipse.jetty.xml/org.eclipse.jetty.xml.XmlConfiguration",
                "com.example.Main",
                "/srv/my-backstop-agent.jar.d/app.jar",
                "app.jar -javaagent:/opt/backstop-agent.jar"
            })
    void applicationsAreNot(String command) {
        assertFalse(Agent.isLeftAlone(command, "backstop-agent.jar"));
    }
}
