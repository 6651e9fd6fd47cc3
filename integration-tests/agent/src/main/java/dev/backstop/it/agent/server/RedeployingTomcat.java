/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Deploys and undeploys one application again and again, asks it for a page and for a fault each time, and says what is left of the
 * earlier ones: {@code deployed <times> loaders <how many> classes <how many>}.
 */
public final class RedeployingTomcat {
    private static final int MOST_COLLECTIONS = 20;

    private final Tomcat tomcat;
    private final Path application;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    private RedeployingTomcat(Tomcat tomcat, Path application) {
        this.tomcat = tomcat;
        this.application = application;
    }

    /** Takes the folder of the exploded application, how often it is deployed, and after how many deployments it is told first. */
    public static void main(String[] args) throws Exception {
        Path application = Path.of(args[0]).toAbsolutePath();
        Tomcat tomcat = LoopbackTomcat.beside(application, 0);
        try {
            tomcat.start();
            new RedeployingTomcat(tomcat, application).deploy(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            Runtime.getRuntime().halt(0);
        } catch (Exception e) {
            e.printStackTrace();
            // Tomcat's threads would keep the JVM.
            Runtime.getRuntime().halt(1);
        }
    }

    private void deploy(int times, int first) throws Exception {
        for (int i = 1; i <= times; i++) {
            deployOnce();
            if (i == first || i == times) {
                System.out.println("deployed " + i + " loaders " + loadersLeft() + " classes " + classes());
            }
        }
    }

    private void deployOnce() throws Exception {
        Context context = tomcat.addWebapp("/again", application.toString());
        loaders.add(new WeakReference<>(context.getLoader().getClassLoader()));
        ask("/again/page/json", "HTTP/1.1 200");
        ask("/again/fault/runtime-exception", "X-Incident-Id: ");
        tomcat.getHost().removeChild(context);
    }

    private void ask(String path, String expected) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: backstop.test\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!response.contains(expected)) {
                throw new IllegalStateException(path + ": " + response);
            }
        }
    }

    /** Collects until there is nothing more to collect. */
    private long loadersLeft() {
        long left = loaders.size();
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            left = loaders.stream().filter(one -> one.get() != null).count();
        }
        return left;
    }

    private static int classes() {
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }
}
