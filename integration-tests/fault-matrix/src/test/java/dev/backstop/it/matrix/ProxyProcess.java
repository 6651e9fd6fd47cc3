/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;

/** A proxy in the foreground. */
final class ProxyProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;

    private final ChildProcess child;
    private final int port;

    private ProxyProcess(ChildProcess child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * Tries again with another port, because between finding a free one and taking it somebody else may have it.
     *
     * @param command the proxy's, given its port
     */
    static ProxyProcess start(IntFunction<ProxyCommand> command, Path log) throws Exception {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = freePort();
            ProxyCommand chosen = command.apply(port);
            Path directory = chosen.directory();
            ProcessBuilder builder = new ProcessBuilder(chosen.prepare())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("HOME", directory.toString());
            builder.environment().put("XDG_CONFIG_HOME", directory.toString());
            builder.environment().put("XDG_DATA_HOME", directory.toString());
            ChildProcess child = ChildProcess.start(builder);
            if (child.awaitPort(port, START)) {
                return new ProxyProcess(child, port);
            }
            child.close();
        }
        throw new IOException("no proxy on any port, see " + log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        child.close();
    }
}
