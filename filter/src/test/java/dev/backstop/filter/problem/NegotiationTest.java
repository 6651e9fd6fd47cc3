/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.backstop.filter.problem.Representation.HTML;
import static dev.backstop.filter.problem.Representation.PROBLEM_JSON;
import static dev.backstop.filter.problem.Representation.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The matrix of <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, section 12.5.1</a>. */
class NegotiationTest {

    @Test
    void answersAClientThatAsksForNothingWithAProblem() {
        assertEquals(PROBLEM_JSON, Negotiation.of(null));
        assertEquals(PROBLEM_JSON, Negotiation.of(""));
        assertEquals(PROBLEM_JSON, Negotiation.of("  "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Chrome 139          | HTML         | text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7
            Firefox 142         | HTML         | text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
            Firefox 120         | HTML         | text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8
            Safari 18           | HTML         | text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
            Internet Explorer   | HTML         | text/html, application/xhtml+xml, image/jxr, */*
            lynx                | HTML         | text/html, text/plain, text/sgml, text/css, application/xhtml+xml, */*;q=0.01
            an image in Chrome  | PROBLEM_JSON | image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8
            a style in Firefox  | PROBLEM_JSON | text/css,*/*;q=0.1
            curl, fetch, wget   | PROBLEM_JSON | */*
            axios               | JSON         | application/json, text/plain, */*
            jQuery, dataType    | JSON         | application/json, text/javascript, */*; q=0.01
            Spring RestTemplate | JSON         | application/json, application/*+json
            HttpURLConnection   | HTML         | text/html, image/gif, image/jpeg, */*; q=0.2
            """)
    void givesWellKnownClientsWhatTheyShow(String client, Representation expected, String accept) {
        assertEquals(expected, Negotiation.of(accept), client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/problem+json                               | PROBLEM_JSON
            application/json                                       | JSON
            text/html                                              | HTML
            text/plain                                             | TEXT
            APPLICATION/JSON                                       | JSON
            Text/Html                                              | HTML
            text/html;charset=utf-8                                | HTML
            text/html; level=1; q=0.3                              | HTML
            text/html ; q=0.3, text/plain ; q=0.4                  | TEXT
            """)
    void givesWhatIsNamed(String accept, Representation expected) {
        assertEquals(expected, Negotiation.of(accept));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html;q=0.4, application/json;q=0.5                | JSON
            text/html;q=0.5, application/json;q=0.4                | HTML
            text/html;Q=0.4, text/plain;Q=0.5                      | TEXT
            text/html;q=0.001, text/plain;q=0.002                  | TEXT
            text/html;q=1.000, text/plain;q=0.999                  | HTML
            text/plain;q=1., text/html;q=0.9                       | TEXT
            text/plain;q=0., text/html;q=0.001                     | HTML
            text/plain;q=0.9, text/html                            | HTML
            text/html;q=0.7;level=1, text/plain;q=0.8              | TEXT
            text/html;level=1;q=0.7, text/plain;q=0.8              | TEXT
            """)
    void prefersTheGreaterWeight(String accept, Representation expected) {
        assertEquals(expected, Negotiation.of(accept));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/*                                                 | HTML
            application/*                                          | PROBLEM_JSON
            text/*;q=0.5, application/*;q=0.4                      | HTML
            image/png, text/*;q=0.1                                | HTML
            image/png, */*;q=0.1                                   | PROBLEM_JSON
            text/*;q=0.5, */*;q=0.6                                | PROBLEM_JSON
            text/*;q=0.6, */*;q=0.5                                | HTML
            """)
    void understandsWildcards(String accept, Representation expected) {
        assertEquals(expected, Negotiation.of(accept));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html;q=0, text/*                                  | TEXT
            text/*, text/html;q=0                                  | TEXT
            */*, application/problem+json;q=0                      | JSON
            application/problem+json;q=0.1, application/*;q=0.9, text/html;q=0.5   | JSON
            */*;q=0.9, text/html;q=0.1, application/*;q=0.2        | TEXT
            text/*;q=0.1, text/plain;q=0.9, */*;q=0.5              | TEXT
            text/plain;q=0.9, */*;q=0.5, text/*;q=0.1              | TEXT
            application/*;q=0, */*                                 | HTML
            application/*;q=0, text/html;q=0.000, */*              | TEXT
            """)
    void letsTheMoreSpecificRangeDecideWhateverTheOrder(String accept, Representation expected) {
        assertEquals(expected, Negotiation.of(accept));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html, application/json                            | JSON
            application/json, text/html                            | JSON
            text/plain, text/html                                  | HTML
            text/plain, text/html, application/problem+json        | PROBLEM_JSON
            text/plain, */*                                        | TEXT
            text/html, application/*, */*                          | HTML
            text/html;q=0.8, */*;q=0.8                             | HTML
            """)
    void breaksTiesByTheMoreSpecificNameAndThenByItsOwnOrder(String accept, Representation expected) {
        assertEquals(expected, Negotiation.of(accept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "application/xml, application/vnd.api+json",
                "*/*;q=0",
                "text/html;q=0",
                "text/html;q=0, application/json;q=0.0, text/plain;q=0.000",
                "application/json;q=0",
            })
    void answersAClientThatAcceptsNothingOfThisWithAProblemAllTheSame(String accept) {
        assertEquals(PROBLEM_JSON, Negotiation.of(accept));
    }

    static Stream<String> garbage() {
        return Stream.of(
                ";",
                ";;",
                ";;;q=1",
                ",",
                ",,,",
                ", ;, ;",
                "/",
                "//",
                "*",
                "*/html",
                "text",
                "text/",
                "/html",
                "text/html/plain",
                "text html",
                "q=1",
                ";q=1",
                "=",
                "\"",
                "\"text/html\"",
                "<script>alert(1)</script>",
                "\u0000\u0001\u001b[31m",
                "\ud83d\ude00/\ud83d\ude00",
                "\ud800",
                "text\u2028/html",
                "text/html;q=2",
                "text/html;q=-1",
                "text/html;q=1.001",
                "text/html;q=0.1234",
                "text/html;q=.5",
                "text/html;q=NaN",
                "text/html;q=",
                "text/html;q=1e0",
                "text/html;q=\u0661",
                "text/html;q=00.5",
                "text/html;q=\"0.5\"");
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void takesGarbageForNotSent(String accept) {
        assertEquals(PROBLEM_JSON, Negotiation.of(accept));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void readsWhatStandsBesideGarbage(String garbage) {
        assertEquals(TEXT, Negotiation.of(garbage + ",text/plain;q=0.5"));
        assertEquals(TEXT, Negotiation.of("text/plain;q=0.5," + garbage));
    }

    /** Several fields are one list, joined by commas, of which some may be empty. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image/png,text/html                     | HTML
            text/html;q=0.5,,application/json;q=0.6 | JSON
            ,text/plain                             | TEXT
            text/plain,                             | TEXT
            text/plain ,\ttext/html;q=0.1           | TEXT
            """)
    void readsSeveralFieldsAsOneList(String accept, Representation expected) {
        assertEquals(expected, Negotiation.of(accept));
    }

    @Test
    void looksAtTheStartOfAHugeField() {
        assertEquals(HTML, Negotiation.of("text/html," + "image/png,".repeat(1_000_000)));
        assertEquals(PROBLEM_JSON, Negotiation.of("image/png,".repeat(1_000_000) + "text/html"));
        assertEquals(PROBLEM_JSON, Negotiation.of("/".repeat(1_000_000)));
        assertEquals(PROBLEM_JSON, Negotiation.of(";".repeat(1_000_000)));
        assertEquals(PROBLEM_JSON, Negotiation.of("text/plain" + ";x=1".repeat(100_000)));
    }

    /** Half a range is not what the client said: the weight that stands behind the cut may be 0. */
    @Test
    void doesNotReadARangeThatTheBoundCutsThrough() {
        for (int padding = 4070; padding <= 4100; padding++) {
            String accept = "text/plain;q=0.5," + " ".repeat(padding) + "text/html;q=0.001, */*;q=0.1";

            assertEquals(TEXT, Negotiation.of(accept), "with " + padding + " spaces");
        }
    }

    @Test
    void namesEveryRepresentationByItsOwnMediaType() {
        Arrays.stream(Representation.values())
                .forEach(representation -> assertEquals(
                        representation, Negotiation.of(representation.contentType()), representation.contentType()));
    }
}
