/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Jetty as it is out of the box. */
final class JettyServer implements EmbeddedServer {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    JettyServer() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        Deployment.all().forEach(deployment -> contexts.addHandler(context(deployment)));
        server.setHandler(contexts);
        server.start();
    }

    private static ServletContextHandler context(Deployment deployment) {
        ServletContextHandler context = new ServletContextHandler(deployment.path(), ServletContextHandler.SESSIONS);
        context.addServletContainerInitializer((classes, installing) -> deployment.install(installing));
        return context;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
