/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency.server;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;

/** An embedded Tomcat, 10.1 or 11. */
final class TomcatServer implements Server {
    private final Tomcat tomcat = new Tomcat();

    TomcatServer(String version, ServletContainerInitializer application, Path files, Path work)
            throws LifecycleException {
        if (!ServerInfo.getServerNumber().startsWith(version + '.')) {
            throw new IllegalStateException("Tomcat " + ServerInfo.getServerNumber() + " is not " + version);
        }
        tomcat.setBaseDir(work.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", files.toString());
        context.addServletContainerInitializer(application, Set.of());
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        context.addMimeMapping("html", "text/html");
        context.addMimeMapping("txt", "text/plain");
        tomcat.start();
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat does not stop", e);
        }
    }
}
