/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One run of the whole suite, as its reports tell it.
 *
 * @param name the name of the run, which is that of its directory
 * @param results by class and name of the test
 * @param deployments how often the filter started in front of one
 * @param incidents how many answers it wrote to its log
 */
record SuiteRun(String name, Map<String, Result> results, long deployments, long incidents) {
    private static final int OF_UNDERTOW = "io.undertow.servlet.test.".length();

    SuiteRun {
        results = Map.copyOf(results);
    }

    /** Reads a directory of reports as Surefire writes them. */
    static SuiteRun read(Path directory) throws IOException {
        Map<String, Result> results = new TreeMap<>();
        for (Path report : files(directory, "TEST-", ".xml")) {
            addResults(parse(report), results);
        }
        long deployments = 0;
        long incidents = 0;
        for (Path output : files(directory, "", "-output.txt")) {
            // Some of the tests write bytes that are no text.
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            deployments += text.lines()
                    .filter(line -> line.contains(" Backstop is on, "))
                    .count();
            incidents +=
                    text.lines().filter(line -> line.contains(" incident id=")).count();
        }
        return new SuiteRun(directory.getFileName().toString(), results, deployments, incidents);
    }

    private static List<Path> files(Path directory, String prefix, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static Document parse(Path report) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + " cannot be read", e);
        }
    }

    private static void addResults(Document report, Map<String, Result> results) {
        NodeList cases = report.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            results.merge(id(test), result(test), Result::worse);
        }
    }

    private static String id(Element test) {
        String type = test.getAttribute("classname");
        return type.substring(Math.min(OF_UNDERTOW, type.length())) + '.' + test.getAttribute("name");
    }

    private static Result result(Element test) {
        if (has(test, "failure") || has(test, "error")) {
            return Result.FAILED;
        }
        if (has(test, "flakyFailure") || has(test, "flakyError")) {
            return Result.FLAKY;
        }
        return has(test, "skipped") ? Result.SKIPPED : Result.PASSED;
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }

    long count(Result result) {
        return results.values().stream().filter(result::equals).count();
    }

    boolean passes(String test) {
        Result result = results.get(test);
        return result != null && result.isGood();
    }

    /** The tests that came to this, in the order of their names. */
    List<String> tests(Result result) {
        return results.entrySet().stream()
                .filter(entry -> entry.getValue() == result)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
