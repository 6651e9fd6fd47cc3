/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Runs each exploded application of a directory, under its name, on Tomcat 10.1 or 11, until standard input ends. */
public final class TomcatApplications {
    private TomcatApplications() {}

    /** Takes the directory. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]).toAbsolutePath();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(
                Files.createTempDirectory(directory.getParent(), "tomcat-").toString());
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        try (Stream<Path> found = Files.list(directory)) {
            List<Path> applications = found.toList();
            applications.forEach(
                    application -> tomcat.addWebapp("/" + application.getFileName(), application.toString()));
        }
        tomcat.start();
        System.out.println("listening " + connector.getLocalPort());
        while (System.in.read() >= 0) {
            // Nobody writes; the end of the stream is the signal to stop, also when the parent has died.
        }
        Runtime.getRuntime().halt(0);
    }
}
