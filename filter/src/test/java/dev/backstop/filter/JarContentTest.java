/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the jar brings beside classes, by which containers and frameworks find the filter. */
class JarContentTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final String IMPORTS =
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

    @Test
    void theJarHasNothingElse() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<String> others = files.filter(Files::isRegularFile)
                    .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.matches("dev/backstop/filter/.*\\.class"))
                    .sorted()
                    .toList();

            assertEquals(
                    List.of(
                            "META-INF/LICENSE",
                            "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                            IMPORTS,
                            "META-INF/web-fragment.xml"),
                    others);
        }
    }

    @Test
    void containersFindTheInitializer() {
        List<ServletContainerInitializer> found = ServiceLoader.load(ServletContainerInitializer.class).stream()
                .filter(provider -> provider.type().getName().startsWith("dev.backstop."))
                .<ServletContainerInitializer>map(ServiceLoader.Provider::get)
                .toList();

        assertEquals(1, found.size());
        assertEquals(BackstopInitializer.class, found.get(0).getClass());
    }

    @Test
    void theWebFragmentNamesTheFilterBeforeAllOthersForEveryDispatch() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document fragment = factory.newDocumentBuilder()
                .parse(CLASSES.resolve("META-INF/web-fragment.xml").toFile());

        assertEquals(
                "https://jakarta.ee/xml/ns/jakartaee",
                fragment.getDocumentElement().getNamespaceURI());
        assertEquals(List.of("backstop"), texts(fragment, "name"));
        assertEquals(1, elements(fragment, "before").size());
        assertEquals(1, elements(fragment, "others").size());
        assertTrue(Filter.class.isAssignableFrom(
                Class.forName(texts(fragment, "filter-class").get(0))));
        assertEquals(
                List.of(BackstopInitializer.FILTER_NAME, BackstopInitializer.FILTER_NAME),
                texts(fragment, "filter-name"));
        assertEquals(List.of("true"), texts(fragment, "async-supported"));
        assertEquals(List.of("/*"), texts(fragment, "url-pattern"));
        assertEquals(
                new TreeSet<>(
                        Arrays.stream(DispatcherType.values()).map(Enum::name).toList()),
                new TreeSet<>(texts(fragment, "dispatcher")));
    }

    @Test
    void springBootFindsTheAutoConfiguration() throws Exception {
        List<String> names = Files.readAllLines(CLASSES.resolve(IMPORTS)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertEquals(List.of("dev.backstop.filter.spring.BackstopAutoConfiguration"), names);
        Class<?> type = Class.forName(names.get(0));
        assertTrue(type.isAnnotationPresent(org.springframework.boot.autoconfigure.AutoConfiguration.class));
    }

    @Test
    void theManifestNamesTheModule() throws IOException {
        assertTrue(pom().contains("<Automatic-Module-Name>dev.backstop.filter</Automatic-Module-Name>"));
    }

    @Test
    void theOnlyDependencyAtRunTimeIsSlf4j() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        List<String> atRunTime = elements(pom, "dependency").stream()
                .filter(dependency -> {
                    NodeList scope = dependency.getElementsByTagName("scope");
                    return scope.getLength() == 0
                            || !List.of("provided", "test")
                                    .contains(scope.item(0).getTextContent());
                })
                .map(dependency ->
                        dependency.getElementsByTagName("artifactId").item(0).getTextContent())
                .toList();

        assertEquals(List.of("slf4j-api"), atRunTime);
    }

    private static String pom() {
        try {
            return Files.readString(Path.of("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(Document document, String name) {
        return elements(document, name).stream()
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
