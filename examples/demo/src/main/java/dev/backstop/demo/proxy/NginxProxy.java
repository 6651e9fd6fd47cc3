/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.proxy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real nginx as a plain process of ours, with a generated configuration in a temporary directory.
 *
 * <p>The configuration is nginx's default but for HTTP/1.1 towards the origin, the default since nginx 1.29.7: over
 * HTTP/1.0 the end of the connection is the end of the body, and no cut could be told from an end.
 */
public final class NginxProxy implements ReverseProxy {

    private static final int ATTEMPTS = 5;

    private final int port;
    private final Path directory;
    private final Process process;

    /**
     * Starts an nginx before an origin.
     *
     * @param originPort where the origin listens
     * @param readTimeout how long the origin may be silent before the client gets a 504; whole seconds
     * @param directory an existing directory for configuration, log and temporary files
     * @throws IOException if there is no nginx, or if it does not start
     */
    public NginxProxy(int originPort, Duration readTimeout, Path directory) throws IOException {
        Path nginx = find().orElseThrow(() -> new IOException("there is no nginx on PATH or in /usr/sbin."
                + " Install one (apt-get install nginx, brew install nginx) or leave out --nginx"));
        this.directory = directory;
        for (int attempt = 1; ; attempt++) {
            // nginx cannot be asked for a free port, so another process may take the one found here first.
            int candidate = freePort();
            Process started = start(nginx, candidate, originPort, readTimeout);
            if (listens(started, candidate)) {
                port = candidate;
                process = started;
                return;
            }
            started.destroy();
            if (attempt == ATTEMPTS) {
                throw new IOException("nginx does not start:\n" + Files.readString(directory.resolve("error.log")));
            }
        }
    }

    public static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Stream.of(path.split(File.pathSeparator, -1)),
                        Stream.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Process start(Path nginx, int port, int originPort, Duration readTimeout) throws IOException {
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, configuration(port, originPort, readTimeout));
        List<String> command = List.of(
                nginx.toString(),
                "-p",
                directory.toString(),
                "-c",
                configuration.toString(),
                "-e",
                directory.resolve("error.log").toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
    }

    private String configuration(int port, int originPort, Duration readTimeout) {
        return """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log warn;
                events { worker_connections 128; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/client_body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  client_max_body_size 8m;
                  # No header came from the origin: the page is nginx's own.
                  map $upstream_header_time $made_by { "" proxy; "-" proxy; default ""; }
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass http://127.0.0.1:%3$d;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_read_timeout %4$ds;
                      add_header %5$s $made_by always;
                    }
                  }
                }
                """.formatted(directory, port, originPort, readTimeout.toSeconds(), MADE_BY);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until the process serves the port; false if it ended instead. */
    private static boolean listens(Process process, int port) throws IOException {
        try {
            while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    return process.isAlive();
                } catch (IOException e) {
                    // Not yet; the process is alive and says so by ending if it cannot.
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while nginx was starting", e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
