/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop.origin;

import io.undertow.Version;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.util.ServerInfo;
import org.eclipse.jetty.server.Server;

/** The servlet containers on offer. */
public enum Container {
    JETTY("Jetty") {
        @Override
        public Origin start(List<FilterDeclaration> filters, Path directory) throws Exception {
            return new JettyOrigin(filters);
        }

        @Override
        public String version() {
            return Server.getVersion();
        }
    },
    TOMCAT("Tomcat") {
        @Override
        public Origin start(List<FilterDeclaration> filters, Path directory) throws Exception {
            return new TomcatOrigin(filters, directory);
        }

        @Override
        public String version() {
            return ServerInfo.getServerInfo().replace("Apache Tomcat/", "");
        }
    },
    UNDERTOW("Undertow") {
        @Override
        public Origin start(List<FilterDeclaration> filters, Path directory) throws Exception {
            return new UndertowOrigin(filters);
        }

        @Override
        public String version() {
            return Version.getVersionString();
        }
    };

    private final String title;

    Container(String title) {
        this.title = title;
    }

    /**
     * Starts the shop in this container.
     *
     * @param filters before it, the outermost first
     * @param directory an existing directory for what the container writes
     */
    public abstract Origin start(List<FilterDeclaration> filters, Path directory) throws Exception;

    public abstract String version();

    public String title() {
        return title;
    }

    /** The container of an id. */
    public static Optional<Container> of(String id) {
        return Arrays.stream(values())
                .filter(container -> container.id().equals(id))
                .findFirst();
    }

    /** The name on the command line and in links. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
