/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The agent's switches, as system properties and as its arguments. */
class SettingsIT {
    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(value = Container.class, names = "TOMCAT10")
    void enabledFalseIsAsWithoutTheAgent(Container container) throws Exception {
        Jvm server = jvms.serve(
                container, Launch.of().with("-Dbackstop.agent.enabled=false").agent());

        Answers.assertBare(server);
        Answers.assertPage(server);
        assertEquals(List.of(), server.err().agentLines());
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void filterOffLeavesEveryApplicationAlone(Container container) throws Exception {
        Jvm server = jvms.serve(
                container, Launch.of().with("-Dbackstop.agent.filter=off").agent());

        Answers.assertBare(server);
        Answers.assertPage(server);
        assertEquals(List.of(), server.err().lines("the filter is in front"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent.enabled=off",
                "agent.enabled=FALSE",
                "agent.filter=false",
                "exceptions.status=501,agent.filter=off"
            })
    void switchesAreArgumentsToo(String arguments) throws Exception {
        Jvm server = jvms.serve(Container.JETTY, Launch.of().agent(arguments));

        Answers.assertBare(server);
    }

    @Test
    void aSystemPropertyGoesBeforeAnArgument() throws Exception {
        Jvm server = jvms.serve(
                Container.JETTY,
                Launch.of().with("-Dbackstop.exceptions.status=502").agent("exceptions.status=501"));

        Answers.assertGuarded(server, Answers.FAULT, 502);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent.filter=perhaps | backstop.agent.filter = 'perhaps' is neither on nor off",
                "agent.enabled=1 | backstop.agent.enabled = '1' is neither on nor off",
                "nonsense | the agent's arguments 'nonsense' are not name=value"
            })
    void tellsInOneLineWhatItCannotUnderstandAndTakesTheDefault(String arguments, String line) throws Exception {
        Jvm server = jvms.serve(Container.JETTY, Launch.of().agent(arguments));

        List<String> said = server.err().agentLines();
        assertEquals(3, said.size(), said::toString);
        assertTrue(said.get(0).startsWith(line), said::toString);
        Answers.assertGuarded(server);
    }

    /** Filter and agent read the same system properties; the one must not take the other's for slips of the pen. */
    @Test
    void theFilterDoesNotMistakeTheAgentsSettingsForUnknownOnesOfItsOwn() throws Exception {
        Jvm server = jvms.serve(Container.JETTY, Launch.of().agent("agent.filter=on,agent.filter.exclude=/other"));

        Answers.assertGuarded(server);
        assertEquals(List.of(), server.err().lines("unknown"));
    }
}
