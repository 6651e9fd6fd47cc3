/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import dev.backstop.it.wire.Header;
import dev.backstop.it.wire.RawResponse;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The agent comes to a container that serves requests, by its own command line, and goes again. */
class AttachIT {
    private static final String ATTACHED = " is attached, on: filter";

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(Container.class)
    void guardsFromTheNextRequestOnUntilItIsDetached(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of());
        RawResponse page = server.get(Answers.PAGE);
        Answers.assertPage(page);
        Answers.assertBare(server);

        attach(server);

        Answers.assertGuarded(server);
        assertUnchanged(page, server.get(Answers.PAGE));

        detach(server);

        Answers.assertBare(server);
        assertUnchanged(page, server.get(Answers.PAGE));
        assertEquals(1, server.err().lines(container.filterLine("/")).size(), server::toString);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void doesNothingWhenItIsAttachedAgain(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent());
        Answers.assertGuarded(server);

        assertDone("attached: " + server.pid(), jvms.cli("attach", server.pid()));

        assertEquals(
                1,
                server.err()
                        .await("an agent is attached already, there is nothing to do")
                        .size());
        Answers.assertGuarded(server);
        Answers.assertPage(server);
        assertEquals(1, server.err().lines(container.filterLine("/")).size(), server::toString);
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, names = "JETTY")
    void doesNothingWhenItIsDetachedAgain(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent());
        detach(server);

        assertDone("detached: " + server.pid(), jvms.cli("detach", server.pid()));

        assertEquals(
                1,
                server.err()
                        .await("no agent is attached, there is nothing to do")
                        .size());
        Answers.assertBare(server);
        Answers.assertPage(server);
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, names = "JETTY")
    void doesNothingWhenItIsDetachedWithoutEverBeingAttached(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of());

        assertDone("detached: " + server.pid(), jvms.cli("detach", server.pid()));

        assertEquals(
                1,
                server.err()
                        .await("no agent is attached, there is nothing to do")
                        .size());
        Answers.assertBare(server);
    }

    /** Also where a container initialises filters no sooner than it needs them. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void guardsNothingWhenItIsDetachedBeforeTheFirstRequest(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent());

        detach(server);

        Answers.assertBare(server);
        Answers.assertPage(server);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void guardsAgainWhenItIsAttachedAfterADetach(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of());
        attach(server);
        Answers.assertGuarded(server);
        detach(server);
        Answers.assertBare(server);

        attach(server);

        Answers.assertGuarded(server);
        Answers.assertPage(server);
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, names = "JETTY")
    void takesArgumentsForTheFilterAlong(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of());

        assertDone("attached: " + server.pid(), jvms.cli("attach", server.pid(), "exceptions.status=501"));

        Answers.assertGuarded(server, Answers.FAULT, 501);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void losesNoRequestWhileItComesAndGoes(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of());

        try (Load load = Load.on(server.port())) {
            load.awaitPages(10);
            attach(server);
            load.awaitGuarded(100);
            detach(server);
            load.awaitPages(100);

            assertEquals(List.of(), load.others());
        }
    }

    private void attach(Jvm server) throws Exception {
        int before = server.err().lines(ATTACHED).size();
        assertDone("attached: " + server.pid(), jvms.cli("attach", server.pid()));
        assertEquals(before + 1, server.err().await(before + 1, ATTACHED).size(), server::toString);
    }

    private void detach(Jvm server) throws Exception {
        assertDone("detached: " + server.pid(), jvms.cli("detach", server.pid()));
        assertEquals(1, server.err().await("backstop: the agent is detached").size());
    }

    private static void assertDone(String what, Jvm cli) throws Exception {
        assertEquals(1, cli.out().lines(what).size(), cli::toString);
        assertEquals(0, cli.end(), cli::toString);
    }

    private static void assertUnchanged(RawResponse before, RawResponse after) {
        assertEquals(before.statusLine(), after.statusLine());
        assertEquals(fields(before), fields(after));
        assertEquals(before.text(), after.text());
    }

    private static List<Header> fields(RawResponse response) {
        return response.headers().stream().filter(header -> !header.is("Date")).toList();
    }
}
