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
                "com.sun.tools.javac.Main Some.java"
            })
    void toolsOfTheJdkAreLeftAlone(String command) {
        assertTrue(Agent.isJdkTool(command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/srv/app.jar --server.port=8080",
                "org.apache.catalina.startup.Bootstrap start",
                "org.eclipse.jetty.xml/org.eclipse.jetty.xml.XmlConfiguration",
                "com.example.Main"
            })
    void applicationsAreNot(String command) {
        assertFalse(Agent.isJdkTool(command));
    }
}
