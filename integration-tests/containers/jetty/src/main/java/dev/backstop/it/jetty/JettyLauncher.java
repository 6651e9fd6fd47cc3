/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.jetty;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** Runs one exploded web application on Jetty until standard input ends, as Jetty runs it out of the box. */
public final class JettyLauncher {

    private JettyLauncher() {}

    /** Takes the directory of the exploded application and the port, 0 for any. */
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        // The name of the server on every response is the operator's choice, and no operator who looks for leaks leaves
        // it on.
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[1]));
        server.addConnector(connector);
        WebAppContext application = new WebAppContext();
        application.setContextPath("/");
        application.setBaseResource(ResourceFactory.of(application).newResource(Path.of(args[0])));
        application.setThrowUnavailableOnStartupException(true);
        server.setHandler(application);
        server.start();
        announceAndWait(connector.getLocalPort());
        Runtime.getRuntime().halt(0);
    }

    private static void announceAndWait(int port) throws IOException {
        System.out.println("listening " + port);
        while (System.in.read() >= 0) {
            // nobody writes; the end of the stream is the signal to stop, also when the parent has died
        }
    }
}
