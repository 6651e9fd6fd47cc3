/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent.server;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Runs one exploded web application on Tomcat, in whatever loader, until standard input ends. */
public final class ServingTomcat {

    private ServingTomcat() {}

    /** Takes the folder of the exploded application and the port, 0 for any. */
    public static void main(String[] args) throws Exception {
        Path application = Path.of(args[0]).toAbsolutePath();
        Tomcat tomcat = LoopbackTomcat.beside(application, Integer.parseInt(args[1]));
        Context context = tomcat.addWebapp("", application.toString());
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the application did not start");
        }
        System.out.println("listening " + tomcat.getConnector().getLocalPort());
        while (System.in.read() >= 0) {
            // Nobody writes; the end of the stream is the signal to stop, also when the parent has died.
        }
        Runtime.getRuntime().halt(0);
    }
}
