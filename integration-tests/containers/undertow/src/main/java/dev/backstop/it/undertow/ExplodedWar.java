/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.undertow;

import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** An exploded web application as Undertow wants it: its class loader, its descriptor, its initializers. */
final class ExplodedWar {

    private final Path directory;

    ExplodedWar(Path directory) {
        this.directory = directory;
    }

    DeploymentInfo deployment() throws Exception {
        ClassLoader loader = classLoader();
        DeploymentInfo deployment = new DeploymentInfo()
                .setClassLoader(loader)
                .setContextPath("/")
                .setDeploymentName("webapp")
                .setResourceManager(new PathResourceManager(directory));
        try (InputStream descriptor = Files.newInputStream(directory.resolve("WEB-INF/web.xml"))) {
            new Descriptor(descriptor, loader).addTo(deployment);
        }
        ServiceLoader.load(ServletContainerInitializer.class, loader).stream()
                .forEach(initializer -> deployment.addServletContainerInitializer(
                        new ServletContainerInitializerInfo(initializer.type(), Set.of())));
        return deployment;
    }

    private ClassLoader classLoader() throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(directory.resolve("WEB-INF/classes").toUri().toURL());
        try (Stream<Path> jars = Files.list(directory.resolve("WEB-INF/lib"))) {
            for (Path jar : jars.sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return new URLClassLoader("webapp", urls.toArray(URL[]::new), getClass().getClassLoader());
    }
}
