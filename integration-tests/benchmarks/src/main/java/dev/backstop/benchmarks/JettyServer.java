/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One variant on a Jetty of its own, out of the box but for the few threads, on a port of the loopback interface. */
final class JettyServer {
    private static final int THREADS = 8;

    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final ServerConnector connector;

    JettyServer(Variant variant) {
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(new HttpConfiguration()));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(application(variant));
    }

    private static ServletContextHandler application(Variant variant) {
        ServletContextHandler application = new ServletContextHandler();
        application.setContextPath(variant.contextPath());
        for (Page page : Page.values()) {
            application.addServlet(new ServletHolder(new PageServlet(page)), page.path());
        }
        Filter filter = variant.filter();
        if (filter != null) {
            FilterHolder holder = new FilterHolder(filter);
            holder.setAsyncSupported(true);
            holder.setInitParameters(variant.initParameters());
            application.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        }
        return application;
    }

    /** Starts it and returns the port. */
    int start() throws Exception {
        server.start();
        return connector.getLocalPort();
    }

    void stop() throws Exception {
        server.stop();
    }
}
