/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways from a client to the application: straight, or through one of the proxies as Debian ships them. */
enum Route {
    DIRECT("", ""),
    NGINX("nginx", "nginx.conf"),
    HAPROXY("haproxy", "haproxy.cfg"),
    HTTPD("apache2", "httpd.conf"),
    VARNISH("varnishd", "varnish.vcl"),
    CADDY("caddy", "Caddyfile");

    /** Debian keeps daemons where an ordinary user's PATH does not lead. */
    private static final List<String> SYSTEM_DIRECTORIES = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private final String program;
    private final String configuration;

    Route(String program, String configuration) {
        this.program = program;
        this.configuration = configuration;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String configuration() {
        return configuration;
    }

    /** The proxy's program, where it is installed. */
    Optional<Path> executable() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), SYSTEM_DIRECTORIES.stream())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    boolean isAvailable() {
        return this == DIRECT || executable().isPresent();
    }
}
