/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Tomcat as it is out of the box. */
final class TomcatServer implements EmbeddedServer {

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector("HTTP/1.1");

    TomcatServer(Path work) throws Exception {
        tomcat.setBaseDir(Files.createDirectories(work).toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Deployment.all().forEach(this::addContext);
        tomcat.start();
    }

    private void addContext(Deployment deployment) {
        Context context = tomcat.addContext(deployment.path(), null);
        context.addServletContainerInitializer((classes, installing) -> deployment.install(installing), Set.of());
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
