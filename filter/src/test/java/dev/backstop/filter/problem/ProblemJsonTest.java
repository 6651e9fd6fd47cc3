/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static dev.backstop.filter.problem.Representation.JSON;
import static dev.backstop.filter.problem.Representation.PROBLEM_JSON;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** The JSON, read by a parser that is not ours and held against the schema of RFC 9457, appendix A. */
class ProblemJsonTest {
    private static final JsonMapper PARSER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try (InputStream schema =
                requireNonNull(ProblemJsonTest.class.getResourceAsStream("rfc9457-appendix-a.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema, InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hasTheMembersOfTheRfcInItsOrder() throws IOException {
        JsonNode problem = parsed(Problems.internalServerError());

        assertEquals(
                List.of("type", "title", "status", "detail", "instance", "incident"),
                List.copyOf(problem.propertyNames()));
        assertEquals("about:blank", problem.get("type").stringValue());
        assertEquals("Internal Server Error", problem.get("title").stringValue());
        assertEquals(500, problem.get("status").intValue());
        assertEquals(
                "The application failed while it worked on this request. The failure has been recorded.",
                problem.get("detail").stringValue());
        assertEquals(
                "urn:backstop:incident:" + Problems.INCIDENT,
                problem.get("instance").stringValue());
        assertEquals(Problems.INCIDENT, problem.get("incident").stringValue());
    }

    @Test
    void hasRetryAfterAndTraceIdWhereTheyApply() throws IOException {
        JsonNode problem = parsed(Problems.withEverything());

        assertEquals(12, problem.get("retryAfter").intValue());
        assertEquals("0af7651916cd43dd8448eb211c80319c", problem.get("traceId").stringValue());
    }

    @Test
    void saysSoWhenTheClientMayRetryAtOnce() throws IOException {
        Problem problem = new Problem(503, "Service Unavailable", "Later.", Problems.INCIDENT, 0, null);

        assertEquals(0, parsed(problem).get("retryAfter").intValue());
    }

    @Test
    void isTheSameAsProblemJsonAndAsJson() {
        assertArrayEquals(
                Problems.withEverything().body(PROBLEM_JSON),
                Problems.withEverything().body(JSON));
    }

    @ParameterizedTest
    @MethodSource("dev.backstop.filter.problem.Problems#injections")
    void letsNothingBreakOutOfAString(String text) throws IOException {
        JsonNode problem = parsed(Problems.withDetail(text));
        JsonNode titled = parsed(Problems.withTitle(text));

        assertEquals(text, problem.get("detail").stringValue());
        assertEquals(500, problem.get("status").intValue());
        assertEquals(6, problem.size());
        assertEquals(text, titled.get("title").stringValue());
    }

    @ParameterizedTest
    @MethodSource("dev.backstop.filter.problem.Problems#loneSurrogates")
    void replacesHalvesOfPairs(String text) throws IOException {
        assertEquals(
                Problems.withoutLoneSurrogates(text),
                parsed(Problems.withDetail(text)).get("detail").stringValue());
    }

    @Test
    void roundTripsEveryCharacterThereIs() throws IOException {
        for (int start = 0; start <= Character.MAX_CODE_POINT; start += 512) {
            StringBuilder text = new StringBuilder();
            for (int c = start; c < start + 512; c++) {
                if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                    text.appendCodePoint(c);
                }
            }
            byte[] body = Problems.withTitle(text.toString()).body(PROBLEM_JSON);

            assertEquals(
                    text.toString(),
                    PARSER.readTree(Problems.decoded(body)).get("title").stringValue());
        }
    }

    /** A body that somebody pastes into a script or prints on a terminal has no raw control character or line separator. */
    @ParameterizedTest
    @MethodSource("dev.backstop.filter.problem.Problems#injections")
    void isOneLine(String text) {
        String json = new String(Problems.withDetail(text).body(PROBLEM_JSON), StandardCharsets.UTF_8);

        assertFalse(json.strip().codePoints().anyMatch(c -> c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029), json);
    }

    private static JsonNode parsed(Problem problem) throws IOException {
        String json = Problems.decoded(problem.body(PROBLEM_JSON));
        assertEquals(
                List.of(),
                SCHEMA.validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))));
        return PARSER.readTree(json);
    }
}
