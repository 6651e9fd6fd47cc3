/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.javaagent;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What users get is one small jar, of which an application sees two classes. */
class JarContentIT {
    private static final int JAVA_8 = 52;
    private static final int JAVA_17 = 61;
    /** As the README says. */
    private static final long MOST_BYTES = 1_000_000;

    private static final String CORE = "BACKSTOP/agent/";
    private static final String FILTER = "BACKSTOP/filter/";
    private static final String LOGGING = "BACKSTOP/logging/";

    private static File file;
    private static JarFile jar;

    @BeforeAll
    static void open() throws IOException {
        file = new File(System.getProperty("backstop.agent.jar"));
        jar = new JarFile(file);
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void applicationSeesNothingButTheWayIn() {
        Set<String> seen = entries().stream()
                .filter(name -> !name.startsWith("BACKSTOP/") && !name.startsWith("META-INF/"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of("dev/backstop/javaagent/Agent.class", "dev/backstop/javaagent/NestedLoader.class"), seen);
    }

    @Test
    void foldersHoldWhatTheyAreFor() {
        List<String> strangers = entries().stream()
                .filter(name -> name.startsWith("BACKSTOP/"))
                .filter(name -> !name.startsWith(CORE + "dev/backstop/agent/")
                        && !name.startsWith(FILTER + "dev/backstop/filter/")
                        && !name.startsWith(LOGGING + "org/slf4j/")
                        && !name.contains("/META-INF/"))
                .toList();

        assertEquals(List.of(), strangers);
    }

    @Test
    void bridgeIsNoClassOfAnyLoader() {
        assertEquals(
                List.of(CORE + "dev/backstop/agent/BackstopBridge.classdata"),
                entries().stream()
                        .filter(name -> name.contains("BackstopBridge"))
                        .toList());
    }

    @Test
    void nothingOfTheFilterNamesTheAgentAndNothingOfTheAgentTheFilter() throws IOException {
        assertEquals(List.of(), naming(FILTER, "dev/backstop/agent/"));
        assertEquals(List.of(), naming(CORE, "dev/backstop/filter/"));
        assertEquals(List.of(), naming(CORE, "net/bytebuddy/"));
    }

    private static List<String> naming(String folder, String what) throws IOException {
        List<String> naming = new ArrayList<>();
        for (String name : entries()) {
            if (name.startsWith(folder) && name.endsWith(".class") && text(name).contains(what)) {
                naming.add(name);
            }
        }
        return naming;
    }

    @Test
    void olderJvmsCanReadTheWayIn() throws IOException {
        for (String name : entries()) {
            if (name.endsWith(".class")) {
                int most = name.startsWith("BACKSTOP/") ? JAVA_17 : JAVA_8;
                assertTrue(text(name).charAt(7) <= most, name);
            }
        }
    }

    @Test
    void manifestSaysWhatTheJvmAsks() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();
        String agent = "dev.backstop.javaagent.Agent";

        assertEquals(agent, manifest.getValue("Premain-Class"));
        assertEquals(agent, manifest.getValue("Agent-Class"));
        assertEquals(agent, manifest.getValue("Main-Class"));
        assertEquals("true", manifest.getValue("Can-Retransform-Classes"));
        assertEquals(System.getProperty("backstop.agent.version"), manifest.getValue("Implementation-Version"));
    }

    @Test
    void licencesAreThere() {
        for (String name : List.of(
                "META-INF/LICENSE",
                CORE + "META-INF/LICENSE",
                CORE + "META-INF/NOTICE",
                FILTER + "META-INF/LICENSE",
                LOGGING + "META-INF/LICENSE.txt")) {
            assertNotNull(jar.getEntry(name), name);
        }
    }

    @Test
    void itIsSmall() {
        assertTrue(file.length() < MOST_BYTES, file.length() + " bytes");
    }

    private static List<String> entries() {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .toList();
    }

    private static String text(String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
