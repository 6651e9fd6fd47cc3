/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A package is a dependency boundary. What each may import stands in its package-info, and here. */
class PackageRulesTest {
    private static final String ROOT = "dev.backstop.filter";
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern CATCH_THROWABLE = Pattern.compile("catch\\s*\\(\\s*(final\\s+)?Throwable\\b");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(Path.of("target", "classes"));

    @Test
    void databaseIntegrityProblemAndSettingsKnowTheJdkOnly() {
        check(onlyDependOn(ROOT + ".database", "java..", "org.jspecify.annotations"));
        check(onlyDependOn(ROOT + ".integrity", "java..", "org.jspecify.annotations"));
        check(onlyDependOn(ROOT + ".problem", "java..", "org.jspecify.annotations"));
        check(onlyDependOn(ROOT + ".settings", "java..", "org.jspecify.annotations"));
    }

    @Test
    void incidentKnowsTheJdkAndSlf4jAndTheSettingsAndTheDatabasesFailures() {
        check(onlyDependOn(
                ROOT + ".incident",
                "java..",
                "org.jspecify.annotations",
                "org.slf4j",
                ROOT + ".database",
                ROOT + ".settings"));
    }

    @Test
    void containerKnowsTheServletApiAndNoContainer() {
        check(onlyDependOn(
                ROOT + ".container",
                "java..",
                "javax.xml.stream",
                "org.jspecify.annotations",
                "org.slf4j",
                "jakarta.servlet.."));
    }

    @Test
    void theServletSideKnowsTheServletApiAndSlf4jAndThePackagesBelowIt() {
        check(onlyDependOn(
                ROOT,
                "java..",
                "org.jspecify.annotations",
                "org.slf4j",
                "jakarta.servlet..",
                ROOT + ".container",
                ROOT + ".database",
                ROOT + ".incident",
                ROOT + ".integrity",
                ROOT + ".problem",
                ROOT + ".settings"));
    }

    /** A run-time image may be without it. */
    @Test
    void oneClassKnowsTheModuleOfJdbc() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".database.SqlSaying")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql"));
    }

    @Test
    void onlySpringKnowsSpring() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".spring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.."));
    }

    @Test
    void nobodyKnowsWhatStandsAboveThem() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".spring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".spring"));
    }

    /** Agent and filter are never linked: what they know of each other goes over the bridge, by name. */
    @Test
    void nothingNamesTheAgent() {
        assertEquals(List.of(), sourcesWith(Pattern.compile("dev\\.backstop\\.agent")));
    }

    @Test
    void throwableIsCaughtWhereThePackageSaysAndNowhereElse() {
        List<String> catching = sourcesWith(CATCH_THROWABLE);

        assertEquals(
                List.of("BackstopFilter.java", "Diagnosis.java", "Guard.java", "Rescue.java", "TimerWheel.java"),
                catching);
        String packageInfo = text(SOURCES.resolve(Path.of("dev", "backstop", "filter", "package-info.java")));
        String paragraph = packageInfo.substring(packageInfo.indexOf("java.lang.Throwable} is caught"));
        for (String file : catching) {
            String type = file.replace(".java", "");
            assertTrue(paragraph.contains(type), "package-info does not name " + type);
        }
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Map<Path, String> infos = new TreeMap<>();
        sources().forEach(path -> infos.putIfAbsent(path.getParent(), ""));
        sources()
                .filter(path -> path.endsWith("package-info.java"))
                .forEach(path -> infos.put(path.getParent(), text(path)));

        assertEquals(8, infos.size(), infos.keySet().toString());
        infos.forEach((directory, info) -> {
            assertTrue(info.contains("@NullMarked"), directory + " is not @NullMarked");
            assertTrue(info.contains("Loaded "), directory + " does not say which loader has it");
            assertTrue(info.contains("mport"), directory + " does not say what it may import");
        });
    }

    /** What is public is API, or is needed by the package above: few. */
    @Test
    void aPackageHasFewPublicTypes() {
        Map<String, Long> counts = CLASSES.stream()
                .filter(type -> type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .filter(type -> type.isTopLevelClass())
                .collect(Collectors.groupingBy(type -> type.getPackageName(), Collectors.counting()));

        counts.forEach((name, count) -> assertTrue(count <= 6, name + " has " + count + " public types"));
    }

    private static ArchRule onlyDependOn(String name, String... packages) {
        String[] allowed = Stream.concat(Stream.of(name), Stream.of(packages)).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static List<String> sourcesWith(Pattern pattern) {
        return sources()
                .filter(path -> pattern.matcher(text(path)).find())
                .map(path -> path.getFileName().toString())
                .sorted()
                .toList();
    }

    private static Stream<Path> sources() {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(path -> path.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
