/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a proxy, with the recommended configuration in which only addresses and directories are replaced, and
 * what raises the limits is left out on demand.
 *
 * @param application the port that it asks
 * @param directory its own
 * @param port that it listens on
 */
record ProxyCommand(Route route, ProxyLimits limits, int application, Path directory, int port) {

    private static final Path CONFIGURATIONS = Build.root().resolve("../examples/proxies");

    /** Writes the configuration, and tells how the proxy is started with it. */
    List<String> prepare() throws IOException {
        Files.createDirectories(directory);
        String file = configure().toString();
        String program = route.executable().orElseThrow().toString();
        return switch (route) {
            case DIRECT -> throw new IllegalArgumentException("no proxy");
            case NGINX -> List.of(program, "-p", directory + "/", "-c", file, "-g", nginxGlobals());
            case HAPROXY -> List.of(program, "-db", "-f", file);
            case HTTPD -> List.of(program, "-DFOREGROUND", "-f", file);
            case VARNISH -> varnish(program, file);
            case CADDY -> List.of(program, "run", "--config", file, "--adapter", "caddyfile");
        };
    }

    private Path configure() throws IOException {
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
        return Files.writeString(
                directory.resolve(route.configuration()), limits == ProxyLimits.STOCK ? withStockLimits(text) : text);
    }

    /** HAProxy's limits are not raised anyway, Varnish's are parameters, Caddy has none. */
    private static String withStockLimits(String text) {
        return text.replaceAll("(?m)^ *proxy_(buffer_size|buffers|busy_buffers_size) .*$", "")
                .replaceAll(" responsefieldsize=\\d+", "");
    }

    /** With the parameters that the comment in the configuration recommends. */
    private List<String> varnish(String program, String file) {
        List<String> command = new ArrayList<>(List.of(program, "-F", "-j", "none", "-n", directory.toString()));
        command.addAll(List.of("-a", "127.0.0.1:" + port, "-f", file, "-s", "malloc,64m"));
        command.addAll(List.of("-p", "backend_idle_timeout=4"));
        if (limits == ProxyLimits.RAISED) {
            command.addAll(List.of("-p", "http_resp_hdr_len=16k", "-p", "http_resp_size=64k"));
            command.addAll(List.of("-p", "http_max_hdr=128", "-p", "workspace_backend=192k"));
        }
        return command;
    }

    /** Started by root, nginx would serve as another user, who may not write into the directory. */
    private static String nginxGlobals() {
        return "daemon off;" + (System.getProperty("user.name").equals("root") ? " user root;" : "");
    }
}
