/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.origin;

import dev.backstop.demo.app.Patience;
import dev.backstop.demo.app.Scenario;
import dev.backstop.demo.app.Shop;
import dev.backstop.filter.BackstopFilter;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The shop in an embedded Jetty. */
final class JettyOrigin implements Origin {

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    JettyOrigin(boolean guarded) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        if (guarded) {
            FilterHolder filter = new FilterHolder(new BackstopFilter());
            filter.setAsyncSupported(true);
            filter.setInitParameter("backstop.deadline", Patience.OF_BACKSTOP.toString());
            context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        }
        for (Scenario scenario : Shop.SCENARIOS) {
            ServletHolder holder = new ServletHolder(scenario.name(), scenario.servlet());
            holder.setAsyncSupported(true);
            context.addServlet(holder, scenario.path());
        }
        server.setHandler(context);
        server.start();
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not stop", e);
        }
    }
}
