/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Exploded web applications that differ in how the filter is installed; all have its jar in {@code WEB-INF/lib}. */
final class Applications {
    private static final String BACKSTOP = """
              <filter>
                <filter-name>guard</filter-name>
                <filter-class>dev.backstop.filter.BackstopFilter</filter-class>
                <async-supported>true</async-supported>
                <init-param>
                  <param-name>backstop.exceptions.status</param-name>
                  <param-value>501</param-value>
                </init-param>
              </filter>
              <filter-mapping>
                <filter-name>guard</filter-name>
                <url-pattern>/*</url-pattern>
                <dispatcher>REQUEST</dispatcher>
                <dispatcher>FORWARD</dispatcher>
                <dispatcher>INCLUDE</dispatcher>
                <dispatcher>ERROR</dispatcher>
                <dispatcher>ASYNC</dispatcher>
              </filter-mapping>
            """;
    private static final String THROWING_FILTER = """
              <filter>
                <filter-name>throwing</filter-name>
                <filter-class>dev.backstop.it.installation.app.ThrowingFilter</filter-class>
              </filter>
              <filter-mapping>
                <filter-name>throwing</filter-name>
                <url-pattern>/*</url-pattern>
              </filter-mapping>
            """;
    private static final String LISTENER = """
              <listener>
                <listener-class>dev.backstop.it.installation.app.InstallingListener</listener-class>
              </listener>
            """;

    /** By web.xml; the fragment and the initializer in the jar are there too. */
    static final String WEB_XML = "web-xml";
    /** By {@code ServletContext.addFilter}, after the initializer in the jar had its turn. */
    static final String CODE = "code";
    /** By nothing but the jar. */
    static final String JAR = "jar";
    /** By nothing but the jar, whose web fragment must not be read. */
    static final String METADATA_COMPLETE = "metadata-complete";
    /** By nothing but the jar, beside a filter in web.xml that throws. */
    static final String JAR_BESIDE_FILTER = "jar-beside-filter";

    private static final Map<String, String> DESCRIPTORS = Map.of(
            WEB_XML, descriptor(false, BACKSTOP),
            CODE, descriptor(false, LISTENER),
            JAR, descriptor(false, ""),
            METADATA_COMPLETE, descriptor(true, THROWING_FILTER),
            JAR_BESIDE_FILTER, descriptor(false, THROWING_FILTER));

    private Applications() {}

    private static String descriptor(boolean metadataComplete, String elements) {
        return """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="%s">
            %s  <servlet>
                <servlet-name>fault</servlet-name>
                <servlet-class>dev.backstop.it.installation.app.FaultServlet</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>fault</servlet-name>
                <url-pattern>/</url-pattern>
              </servlet-mapping>
            </web-app>
            """.formatted(metadataComplete, elements);
    }

    /** Writes them all into a directory of a name, each into a directory of its own name. */
    static Path explode(String name) throws IOException {
        Path directory = Server.TARGET.resolve("applications").resolve(name);
        for (Map.Entry<String, String> descriptor : DESCRIPTORS.entrySet()) {
            Path webInf = Files.createDirectories(
                    directory.resolve(descriptor.getKey()).resolve("WEB-INF"));
            Files.writeString(webInf.resolve("web.xml"), descriptor.getValue());
            copy(Server.TARGET.resolve("web-inf-lib"), webInf.resolve("lib"));
            Path classes = Path.of("dev", "backstop", "it", "installation", "app");
            copy(
                    Server.TARGET.resolve("classes").resolve(classes),
                    webInf.resolve("classes").resolve(classes));
        }
        return directory;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            files.forEach(file -> {
                try {
                    Files.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
