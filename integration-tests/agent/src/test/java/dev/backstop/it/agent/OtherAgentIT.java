/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** OpenTelemetry's agent weaves the same containers. */
class OtherAgentIT {
    private static final Path OTHER = Build.target().resolve(Path.of("other-agents", "opentelemetry-javaagent.jar"));

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(
            value = Container.class,
            names = {"JETTY", "TOMCAT11"})
    void bothWorkWithTheOtherOneFirst(Container container) throws Exception {
        assertBothWork(jvms.serve(container, other(Launch.of()).agent()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Container.class,
            names = {"JETTY", "TOMCAT11"})
    void bothWorkWithTheOtherOneLast(Container container) throws Exception {
        assertBothWork(jvms.serve(container, other(Launch.of().agent())));
    }

    /** With the agent that tells what it saw on standard error, and nobody else. */
    private static Launch other(Launch launch) {
        return launch.with("-javaagent:" + OTHER)
                .with("-Dotel.traces.exporter=console", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");
    }

    private static void assertBothWork(Jvm server) throws Exception {
        Answers.assertGuarded(server);
        Answers.assertPage(server);

        assertFalse(server.err().await("'GET /fault/*'", " SERVER ").isEmpty(), server::toString);
        assertFalse(server.err().await("'GET /page/*'", " SERVER ").isEmpty(), server::toString);
        assertEquals(List.of(), server.err().lines("ERROR", "opentelemetry"));
    }
}
