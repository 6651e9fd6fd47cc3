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
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The agent is there before the container is. */
class PremainIT {
    private static final List<String> NO_LINES = List.of();

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(Container.class)
    void guardsByAnOptionOfTheJvm(Container container) throws Exception {
        assertGuarded(jvms.serve(container, Launch.of().agent()), container);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void guardsByTheEnvironment(Container container) throws Exception {
        assertGuarded(jvms.serve(container, Launch.of().agentByEnvironment()), container);
    }

    private static void assertGuarded(Jvm server, Container container) throws Exception {
        Answers.assertGuarded(server);
        Answers.assertPage(server);
        List<String> said = server.err().agentLines();
        assertEquals(2, said.size(), said::toString);
        assertTrue(said.get(0).matches("agent \\S+ is attached, on: filter(, .*)?"), said::toString);
        assertEquals(container.filterLine("/"), said.get(1));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void leavesTheContextPathsAloneThatAreExcluded(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent("agent.filter.exclude=/other,/"));

        Answers.assertBare(server);
        Answers.assertPage(server);
        assertEquals(NO_LINES, server.err().lines("the filter is in front"));
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, names = "TOMCAT11")
    void guardsWhereOnlyOthersAreExcluded(Container container) throws Exception {
        Jvm server = jvms.serve(
                container,
                Launch.of()
                        .with("-Dbackstop.agent.filter.exclude=/other, /page")
                        .agent());

        Answers.assertGuarded(server);
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, names = "UNDERTOW")
    void passesItsArgumentsOnToTheFilter(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent("exceptions.status=501,kept-headers=X-One,X-Two"));

        Answers.assertGuarded(server, Answers.FAULT, 501);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void addsNoFilterToAnApplicationThatHasIt(Container container) throws Exception {
        Path application = WebApplication.guarded(jvms.folder().resolve("webapp"));
        Jvm server = jvms.serve(container, Launch.of().agent(), application);

        Answers.assertGuarded(server);
        Answers.assertGuarded(server);
        Answers.assertPage(server);
        assertEquals(NO_LINES, server.err().lines("the filter is in front"));
        assertEquals(2, server.err().lines("incident id=").size(), server::toString);
    }
}
