/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop.origin;

import dev.backstop.shop.Scenario;
import dev.backstop.shop.Shop;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The shop in an embedded Jetty. */
final class JettyOrigin implements Origin {

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    JettyOrigin(List<FilterDeclaration> filters) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        for (FilterDeclaration filter : filters) {
            add(filter, context);
        }
        for (Scenario scenario : Shop.SCENARIOS) {
            ServletHolder holder = new ServletHolder(scenario.name(), scenario.servlet());
            holder.setAsyncSupported(true);
            context.addServlet(holder, scenario.path());
        }
        server.setHandler(context);
        server.start();
    }

    private static void add(FilterDeclaration declaration, ServletContextHandler context) {
        FilterHolder holder = new FilterHolder(declaration.filter());
        holder.setName(declaration.name());
        holder.setAsyncSupported(true);
        holder.setInitParameters(declaration.initParameters());
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
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
