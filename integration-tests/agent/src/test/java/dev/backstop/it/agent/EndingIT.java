/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What ends beside the requests, and the JVM that ends with them. */
class EndingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int EXIT_STATUS = 3;

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(Container.class)
    void reportsThreadsThatDieAndTasksThatStop(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent());
        server.awaitJdkWoven();

        assertTrue(server.err().lines("fault=dead-thread").get(0).contains("detail=\"doomed\""), server::toString);
        server.get("/end/task");
        assertEquals(1, server.err().await("fault=stopped-task").size(), server::toString);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answersRunningRequestsBeforeTheJvmExits(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent("agent.exit.wait=1s"));
        server.awaitJdkWoven();
        FutureTask<RawResponse> hanging = new FutureTask<>(() -> server.get("/fault/hang"));
        new Thread(hanging, "hanging").start();
        assertTrue(Patience.until(PATIENCE, () -> ask(server, "/end/hanging").equals("1 hang")), server::toString);

        Answers.assertBackstops(server.get("/end/exit"), 503);
        Answers.assertBackstops(hanging.get(), 503);
        assertTrue(Patience.until(PATIENCE, () -> !server.isAlive()), server::toString);
        assertEquals(EXIT_STATUS, server.end());
        assertEquals(
                1,
                server.err()
                        .lines("backstop: System.exit(3) was called by thread")
                        .size(),
                server::toString);
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, names = "TOMCAT11")
    void saysWhoHaltsTheJvm(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent());
        server.awaitJdkWoven();
        FutureTask<RawResponse> halt = new FutureTask<>(() -> server.get("/end/halt"));
        new Thread(halt, "halting").start();

        assertTrue(Patience.until(PATIENCE, () -> !server.isAlive()), server::toString);
        assertEquals(EXIT_STATUS, server.end());
        List<String> said = server.err().lines("backstop: Runtime.halt(3) was called by thread");
        assertEquals(1, said.size(), server::toString);
        assertTrue(said.get(0).contains("EndingServlet"), said::toString);
    }

    private static String ask(Jvm server, String path) {
        try {
            return server.get(path).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
