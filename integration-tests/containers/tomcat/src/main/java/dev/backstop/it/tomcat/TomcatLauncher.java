/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.tomcat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/** Runs one exploded web application on Tomcat 10.1 or 11, whichever is on the class path, until standard input ends. */
public final class TomcatLauncher {

    private TomcatLauncher() {}

    /** Takes the directory of the exploded application and the port, 0 for any. */
    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory(Path.of(args[0]).toAbsolutePath().getParent(), "tomcat-");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(work.toString());
        // Without the stock web.xml there is neither the JSP servlet, whose classes are not here, nor the file servlet.
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(Integer.parseInt(args[1]));
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context application =
                tomcat.addWebapp("", Path.of(args[0]).toAbsolutePath().toString());
        ((StandardContext) application).setFailCtxIfServletStartFails(true);
        tomcat.start();
        if (!application.getState().isAvailable()) {
            throw new IllegalStateException("the application did not start");
        }
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
