/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.shop.origin.Container;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AgentOriginIT {

    @TempDir
    private Path directory;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    @Test
    void hasNothingOfBackstopOnItsClassPath() throws IOException {
        try (JarFile jar =
                new JarFile(AgentOrigin.library().resolve("backstop-shop.jar").toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Name.CLASS_PATH);

            assertTrue(classPath.contains("jetty-ee10-servlet-"), classPath);
            assertFalse(classPath.contains("backstop"), classPath);
            assertEquals(
                    List.of(),
                    jar.stream()
                            .map(Object::toString)
                            .filter(entry -> entry.startsWith("dev/backstop/") && entry.endsWith(".class"))
                            .filter(entry -> !entry.startsWith("dev/backstop/shop/"))
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasTheFilterFromTheAgent(Container container) throws IOException {
        try (AgentOrigin origin = AgentOrigin.start(container, directory, log::add)) {
            assertTrue(origin.port() > 0);
            assertTrue(
                    log.contains("backstop: the filter is in front of the web application at '/' (" + container.title()
                            + ")"),
                    log.toString());
        }
    }

    @Test
    void listensUntilItIsClosed() throws IOException {
        AgentOrigin origin = AgentOrigin.start(Container.JETTY, directory, log::add);
        connect(origin.port());

        origin.close();

        assertThrows(ConnectException.class, () -> connect(origin.port()));
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
}
