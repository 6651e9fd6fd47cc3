/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

import static dev.backstop.filter.problem.Representation.HTML;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The page, read by the parser of the Nu HTML checker, which reports every parse error of the HTML standard. */
class ProblemPageTest {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern REFERENCE = Pattern.compile("&(amp|lt|gt|quot|#39);");

    @Test
    void hasNoParseError() throws IOException, SAXException {
        assertEquals(List.of(), complaints(Problems.internalServerError()));
        assertEquals(List.of(), complaints(Problems.withEverything()));
    }

    /** The parser does complain. */
    @Test
    void isReadByAParserThatComplains() throws IOException, SAXException {
        assertFalse(complaints("<!DOCTYPE html><html><body><p>no title</div>").isEmpty());
    }

    @ParameterizedTest
    @MethodSource({
        "dev.backstop.filter.problem.Problems#injections",
        "dev.backstop.filter.problem.Problems#loneSurrogates"
    })
    void hasNoParseErrorWhateverIsInIt(String text) throws IOException, SAXException {
        assertEquals(List.of(), complaints(Problems.withDetail(text)));
    }

    @ParameterizedTest
    @MethodSource("dev.backstop.filter.problem.Problems#injections")
    void hasNoMarkupOfAText(String text) throws IOException {
        String page = page(Problems.withDetail(text));
        String plain = page(Problems.withDetail(""));

        assertEquals(
                TAG.matcher(plain).results().count(),
                TAG.matcher(page).results().count());
        assertFalse(REFERENCE.matcher(page).replaceAll("").contains("&"), page);
        assertFalse(page.codePoints().anyMatch(c -> c != '\n' && Character.isISOControl(c)), page);
    }

    @ParameterizedTest
    @MethodSource("dev.backstop.filter.problem.Problems#loneSurrogates")
    void replacesHalvesOfPairs(String text) throws IOException {
        String page = page(Problems.withDetail(text));

        assertTrue(page.contains("<p>" + Problems.withoutLoneSurrogates(text) + "</p>"), page);
    }

    @Test
    void showsWhatAVisitorNeeds() throws IOException {
        String page = page(Problems.withEverything());

        assertTrue(page.contains("<title>Service Unavailable</title>"), page);
        assertTrue(page.contains("Please try again a little later."), page);
        assertTrue(page.contains("<dd>" + Problems.INCIDENT + "</dd>"), page);
        assertTrue(page.contains("<dd>12 s</dd>"), page);
        assertTrue(page.contains("<dd>503 Service Unavailable</dd>"), page);
    }

    @Test
    void saysNothingOfARetryWhereThereIsNone() throws IOException {
        assertFalse(page(Problems.internalServerError()).contains("Try again in"));
    }

    @Test
    void needsNothingFromElsewhere() throws IOException {
        String page = page(Problems.withEverything());

        for (String outward :
                List.of("src=", "href=", "url(", "@import", "<script", "<link", "http:", "https:", "//")) {
            assertFalse(page.contains(outward), outward);
        }
    }

    private static String page(Problem problem) throws IOException {
        return Problems.decoded(problem.body(HTML));
    }

    private static List<String> complaints(Problem problem) throws IOException, SAXException {
        return complaints(page(problem));
    }

    private static List<String> complaints(String page) throws IOException, SAXException {
        List<String> complaints = new ArrayList<>();
        HtmlParser parser = new HtmlParser(XmlViolationPolicy.ALLOW);
        DefaultHandler handler = new DefaultHandler() {
            @Override
            public void warning(SAXParseException e) {
                complaints.add(e.toString());
            }

            @Override
            public void error(SAXParseException e) {
                complaints.add(e.toString());
            }
        };
        parser.setContentHandler(handler);
        parser.setErrorHandler(handler);
        parser.parse(new InputSource(new ByteArrayInputStream(page.getBytes(UTF_8))));
        return complaints;
    }
}
