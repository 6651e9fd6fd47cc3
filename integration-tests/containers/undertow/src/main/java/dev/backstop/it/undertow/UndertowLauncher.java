/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.undertow;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Runs one exploded web application on Undertow until standard input ends.
 *
 * <p>Undertow alone knows neither descriptors nor archives; {@link ExplodedWar} does what WildFly does around it.
 */
public final class UndertowLauncher {

    /** What Undertow takes by itself from 128 MB of heap on; with the small heap of these tests it would be 1 KiB. */
    private static final int USUAL_BUFFER = 16 * 1024 - 20;

    /** Undertow's own limit of 2 MiB answers in the application's place; every server around it sets another. */
    private static final long LARGEST_REQUEST = 64L * 1024 * 1024;

    /** As many as Tomcat and Jetty have; Undertow would count the processors, and some of these tests leave many hanging. */
    private static final int WORKERS = 200;

    private UndertowLauncher() {}

    /** Takes the directory of the exploded application and the port, 0 for any. */
    public static void main(String[] args) throws Exception {
        DeploymentInfo deployment = new ExplodedWar(Path.of(args[0])).deployment();
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(Integer.parseInt(args[1]), "127.0.0.1")
                .setIoThreads(2)
                .setWorkerThreads(WORKERS)
                .setBufferSize(USUAL_BUFFER)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_REQUEST)
                .setHandler(manager.start())
                .build();
        server.start();
        announceAndWait(((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
        Runtime.getRuntime().halt(0);
    }

    private static void announceAndWait(int port) throws IOException {
        System.out.println("listening " + port);
        while (System.in.read() >= 0) {
            // nobody writes; the end of the stream is the signal to stop, also when the parent has died
        }
    }
}
