/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency.server;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The containers; which of them a run is about, its class path decides. */
public enum Container {
    TOMCAT_10 {
        @Override
        public Server start(ServletContainerInitializer application, Path files, Path work) throws Exception {
            return new TomcatServer("10.1", application, files, work);
        }
    },
    TOMCAT_11 {
        @Override
        public Server start(ServletContainerInitializer application, Path files, Path work) throws Exception {
            return new TomcatServer("11.0", application, files, work);
        }
    },
    JETTY {
        @Override
        public Server start(ServletContainerInitializer application, Path files, Path work) throws Exception {
            return new JettyServer(application, files);
        }
    },
    UNDERTOW {
        @Override
        public Server start(ServletContainerInitializer application, Path files, Path work) throws Exception {
            return new UndertowServer(application, files);
        }
    };

    /**
     * Starts an application in this container.
     *
     * @param files what the container's own servlet serves at every path that the application does not take
     * @param work an existing directory for what the container writes
     */
    public abstract Server start(ServletContainerInitializer application, Path files, Path work) throws Exception;

    /** Those of this run. */
    public static Stream<Container> present() {
        return Arrays.stream(System.getProperty("transparency.containers").split(",", -1))
                .map(Container::valueOf);
    }
}
