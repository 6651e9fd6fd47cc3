/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat 10.1 or 11, whichever there is, whose applications see the classes of the loader that it is in itself. */
final class LoopbackTomcat {

    private LoopbackTomcat() {}

    /** One that listens on loopback as soon as it is started. It writes beside the application. */
    static Tomcat beside(Path application, int port) throws IOException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(
                Files.createTempDirectory(application.getParent(), "tomcat-").toString());
        tomcat.setAddDefaultWebXmlToWebapp(false);
        // Otherwise the system loader, which need not see any Tomcat.
        tomcat.getServer().setParentClassLoader(LoopbackTomcat.class.getClassLoader());
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        return tomcat;
    }
}
