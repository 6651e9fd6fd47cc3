/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A proxy in the foreground, with the recommended configuration in which only addresses and directories are replaced. */
final class ProxyProcess implements AutoCloseable {

    private static final Path CONFIGURATIONS = Build.root().resolve("../examples/proxies");
    private static final Duration START = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;

    private final ChildProcess child;
    private final int port;

    private ProxyProcess(ChildProcess child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Tries again with another port, because between finding a free one and taking it somebody else may have it. */
    static ProxyProcess start(Route route, int application, Path directory, Path log) throws Exception {
        Files.createDirectories(directory);
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = freePort();
            Path configuration = configure(route, application, port, directory);
            ProcessBuilder builder = new ProcessBuilder(command(route, configuration, port, directory))
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
        throw new IOException(route + " did not start, see " + log);
    }

    private static Path configure(Route route, int application, int port, Path directory) throws IOException {
        String text = Files.readString(CONFIGURATIONS.resolve(route.configuration()))
                .replace("127.0.0.1:8080", "127.0.0.1:" + application)
                .replace(".port = \"8080\"", ".port = \"" + application + '"')
                .replace("127.0.0.1:8000", "127.0.0.1:" + port)
                .replace("http://:8000", "http://:" + port)
                .replace("/var/run/backstop-httpd", directory.toString());
        Files.copy(
                CONFIGURATIONS.resolve("down.json"),
                directory.resolve("down.json"),
                StandardCopyOption.REPLACE_EXISTING);
        return Files.writeString(directory.resolve(route.configuration()), text);
    }

    private static List<String> command(Route route, Path configuration, int port, Path directory) {
        String program = route.executable().orElseThrow().toString();
        String file = configuration.toString();
        return switch (route) {
            case DIRECT -> throw new IllegalArgumentException("no proxy");
            case NGINX -> List.of(program, "-p", directory + "/", "-c", file, "-g", nginxGlobals());
            case HAPROXY -> List.of(program, "-db", "-f", file);
            case HTTPD -> List.of(program, "-DFOREGROUND", "-f", file);
            case VARNISH -> varnish(program, file, port, directory);
            case CADDY -> List.of(program, "run", "--config", file, "--adapter", "caddyfile");
        };
    }

    /** With the parameters that the comment in the configuration recommends. */
    private static List<String> varnish(String program, String file, int port, Path directory) {
        List<String> command = new ArrayList<>(List.of(program, "-F", "-j", "none", "-n", directory.toString()));
        command.addAll(List.of("-a", "127.0.0.1:" + port, "-f", file, "-s", "malloc,64m"));
        command.addAll(List.of("-p", "http_resp_hdr_len=16k", "-p", "http_resp_size=64k", "-p", "http_max_hdr=128"));
        command.addAll(List.of("-p", "workspace_backend=192k", "-p", "backend_idle_timeout=4"));
        return command;
    }

    /** Started by root, nginx would serve as another user, who may not write into the directory. */
    private static String nginxGlobals() {
        return "daemon off;" + (System.getProperty("user.name").equals("root") ? " user root;" : "");
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
