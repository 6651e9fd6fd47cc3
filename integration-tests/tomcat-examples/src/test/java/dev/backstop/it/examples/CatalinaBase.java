/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/** The folder in which one Tomcat has its configuration and its copy of the distribution's applications. */
final class CatalinaBase {

    private static final List<String> APPLICATIONS = List.of("ROOT", "examples");

    /** The examples' web.xml has it, in a comment. */
    private static final String COMPRESSION = """
              <filter-mapping>
                <filter-name>Compression Filter</filter-name>
                <url-pattern>/CompressionTest</url-pattern>
                <url-pattern>/jsp/jsp2/*</url-pattern>
              </filter-mapping>
            </web-app>
            """;

    private CatalinaBase() {}

    /** Makes it anew. */
    static Path create(String name, Path distribution, boolean guarded) throws IOException {
        Path base = Build.target().resolve("bases").resolve(name);
        delete(base);
        for (String folder : List.of("logs", "temp", "work")) {
            Files.createDirectories(base.resolve(folder));
        }
        copy(distribution.resolve("conf"), base.resolve("conf"));
        for (String file : List.of("server.xml", "tomcat-users.xml")) {
            copyResource(file, base.resolve("conf").resolve(file));
        }
        for (String application : APPLICATIONS) {
            Path copied = base.resolve("webapps").resolve(application);
            copy(distribution.resolve("webapps").resolve(application), copied);
            if (guarded) {
                copy(Build.target().resolve("web-inf-lib"), copied.resolve("WEB-INF/lib"));
            }
        }
        mapCompressionFilter(base.resolve("webapps/examples/WEB-INF/web.xml"));
        return base;
    }

    private static void mapCompressionFilter(Path descriptor) throws IOException {
        String text = Files.readString(descriptor);
        Files.writeString(descriptor, text.replace("</web-app>", COMPRESSION));
    }

    private static void copyResource(String name, Path to) throws IOException {
        try (InputStream in = Objects.requireNonNull(CatalinaBase.class.getResourceAsStream("/" + name), name)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** With the time of the last change, of which Tomcat makes headers. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
