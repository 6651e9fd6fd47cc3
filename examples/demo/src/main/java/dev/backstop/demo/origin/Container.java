/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.origin;

import io.undertow.Version;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.catalina.util.ServerInfo;
import org.eclipse.jetty.server.Server;

/** The servlet containers on offer. */
public enum Container {
    JETTY("Jetty") {
        @Override
        public Origin start(boolean guarded, Path directory) throws Exception {
            return new JettyOrigin(guarded);
        }

        @Override
        public String version() {
            return Server.getVersion();
        }
    },
    TOMCAT("Tomcat") {
        @Override
        public Origin start(boolean guarded, Path directory) throws Exception {
            return new TomcatOrigin(guarded, directory);
        }

        @Override
        public String version() {
            return ServerInfo.getServerInfo().replace("Apache Tomcat/", "");
        }
    },
    UNDERTOW("Undertow") {
        @Override
        public Origin start(boolean guarded, Path directory) throws Exception {
            return new UndertowOrigin(guarded);
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
     * @param guarded whether Backstop's filter stands before it
     * @param directory an existing directory for what the container writes
     */
    public abstract Origin start(boolean guarded, Path directory) throws Exception;

    public abstract String version();

    public String title() {
        return title;
    }

    /** The name on the command line and in links. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
