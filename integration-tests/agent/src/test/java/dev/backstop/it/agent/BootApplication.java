/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Spring Boot applications that fail in each of their pages, with the logging that Spring Boot has out of the box. */
enum BootApplication {
    BOOT3("boot3", Container.TOMCAT10),
    BOOT4("boot4", Container.TOMCAT11),
    BOOT4_JETTY("boot4-jetty", Container.JETTY);

    private static final Path MODULES = Build.root().resolve("installation");

    private final String module;
    private final Container container;

    BootApplication(String module, Container container) {
        this.module = module;
        this.container = container;
    }

    /** What is embedded. */
    Container container() {
        return container;
    }

    /** With the filter on the class path, which installs itself. */
    Launch withFilter() throws IOException {
        return launch(Build.filter().toString());
    }

    /** Without any trace of Backstop. */
    Launch bare() throws IOException {
        return launch();
    }

    private Launch launch(String... more) throws IOException {
        List<String> classPath = new ArrayList<>(List.of(more));
        classPath.add(MODULES.resolve(Path.of("boot3", "target", "classes")).toString());
        classPath.add(Build.target().resolve(Path.of("boot-logging", "*")).toString());
        try (Stream<Path> jars = Files.list(MODULES.resolve(Path.of(module, "target", "lib")))) {
            jars.map(Path::toString)
                    .filter(jar -> !jar.contains("slf4j-simple"))
                    .sorted()
                    .forEach(classPath::add);
        }
        return Launch.of("org.springframework.boot.SpringApplication")
                .arguments("--spring.main.sources=dev.backstop.it.boot.FailingApplication")
                .arguments("--it.throwing-filter=true")
                .with("-cp", String.join(File.pathSeparator, classPath));
    }
}
