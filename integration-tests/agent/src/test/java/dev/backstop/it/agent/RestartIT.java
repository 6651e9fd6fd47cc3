/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Visitors do not wait until a server has started. */
class RestartIT {
    private static final int STARTS = 24;
    private static final int FIRST_PORT =
            21_000 + (int) (ProcessHandle.current().pid() % 9_000);
    private static final int MOST_PORTS = 100;

    @RegisterExtension
    final Jvms jvms = new Jvms();

    /** From the first request on, of which none may meet an application that is not guarded yet. */
    @RepeatedTest(STARTS)
    void guardsFromTheFirstRequestOn() throws Exception {
        Path application = WebApplication.bare(jvms.folder().resolve("webapp"));
        int port = unusedPort();

        try (Load load = Load.on(port)) {
            Launch launch = Launch.of(Container.JETTY.launcher(), application.toString(), Integer.toString(port))
                    .with(Container.JETTY.classPathOptions())
                    .agent();
            Jvm server = jvms.start(launch);
            assertEquals(port, server.port());
            load.awaitPages(5);
            load.awaitGuarded(5);

            assertEquals(List.of(), load.others());
            assertEquals(0, load.bare(), server::toString);
        }
    }

    /**
     * The visitors must know it before the server does. Below those that the kernel gives to clients, because a client that tries long
     * enough is given the very port that it wants to reach, and is connected with itself.
     */
    private static int unusedPort() throws IOException {
        for (int port = FIRST_PORT; port < FIRST_PORT + MOST_PORTS; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody else's.
            }
        }
        throw new IOException("no port is free");
    }
}
