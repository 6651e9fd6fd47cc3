/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** Runs each exploded application of a directory, under its name, on Jetty 12.1, until standard input ends. */
public final class JettyApplications {
    private JettyApplications() {}

    /** Takes the directory. */
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        try (Stream<Path> found = Files.list(Path.of(args[0]).toAbsolutePath())) {
            List<Path> applications = found.toList();
            applications.forEach(application -> {
                WebAppContext context = new WebAppContext();
                context.setContextPath("/" + application.getFileName());
                context.setBaseResource(ResourceFactory.of(context).newResource(application));
                context.setThrowUnavailableOnStartupException(true);
                contexts.addHandler(context);
            });
        }
        server.setHandler(contexts);
        server.start();
        System.out.println("listening " + connector.getLocalPort());
        while (System.in.read() >= 0) {
            // Nobody writes; the end of the stream is the signal to stop, also when the parent has died.
        }
        Runtime.getRuntime().halt(0);
    }
}
