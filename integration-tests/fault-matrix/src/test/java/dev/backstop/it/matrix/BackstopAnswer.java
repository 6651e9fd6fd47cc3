/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What Backstop's contract adds to {@link PlainAnswer}: the wire format of its answers, to the byte. */
final class BackstopAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_HEAD = 1024;
    private static final int SMALLEST_BODY = 200;
    private static final int LARGEST_BODY = 8192;

    private final FaultCase fault;
    private final RawResponse response;
    private final List<String> complaints = new ArrayList<>();

    private BackstopAnswer(FaultCase fault, RawResponse response) {
        this.fault = fault;
        this.response = response;
    }

    static List<String> complaints(FaultCase fault, RawResponse response) {
        BackstopAnswer answer = new BackstopAnswer(fault, response);
        answer.checkHeaders();
        answer.checkLength();
        answer.checkIncident();
        return answer.complaints;
    }

    private void checkHeaders() {
        expect("Content-Type", fault.type());
        expect("Cache-Control", "no-store");
        boolean varies = response.headers().stream()
                .filter(header -> header.is("Vary"))
                .flatMap(header -> Arrays.stream(header.value().split(",")))
                .anyMatch(name -> name.strip().equalsIgnoreCase("Accept"));
        if (!varies) {
            complaints.add("no Vary: Accept");
        }
        String retryAfter = response.header("Retry-After").orElse("");
        if (response.status() == 503 ? !retryAfter.matches("[1-9]\\d{0,3}") : !retryAfter.isEmpty()) {
            complaints.add("Retry-After: " + retryAfter);
        }
        if (response.headLength() > LARGEST_HEAD) {
            complaints.add("header block of " + response.headLength() + " bytes");
        }
    }

    private void checkLength() {
        String declared = response.header("Content-Length").orElse("none");
        if (!declared.matches("\\d+")) {
            complaints.add("Content-Length: " + declared);
            return;
        }
        // The body of a HEAD is not sent but its length is told.
        int length = Integer.parseInt(declared);
        if (length < SMALLEST_BODY || length > LARGEST_BODY) {
            complaints.add("a body of " + length + " bytes");
        }
    }

    private void checkIncident() {
        String id = response.header("X-Incident-Id").orElse("");
        if (!id.matches("[A-Za-z0-9_-]{8,64}")) {
            complaints.add("X-Incident-Id: " + id);
        } else if (response.framing() == RawResponse.Framing.NO_BODY) {
            return;
        } else if (fault.type().endsWith("json")) {
            checkJson(id);
        } else if (!response.text().contains(id)) {
            complaints.add("the id is not in the body");
        }
    }

    private void checkJson(String id) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            for (String member : List.of("type", "title", "detail", "instance")) {
                if (!problem.path(member).isString()
                        || problem.path(member).stringValue().isBlank()) {
                    complaints.add("no member " + member);
                }
            }
            if (problem.path("status").asInt(0) != response.status()) {
                complaints.add("member status is " + problem.path("status"));
            }
            if (!problem.path("incident").asString("").equals(id)) {
                complaints.add("member incident is " + problem.path("incident"));
            }
        } catch (JacksonException e) {
            complaints.add("no JSON: " + e.getOriginalMessage());
        }
    }

    private void expect(String name, String value) {
        String found = response.header(name).orElse("none");
        if (!normal(found).equals(normal(value))) {
            complaints.add(name + ": " + found);
        }
    }

    private static String normal(String value) {
        return value.toLowerCase(Locale.ROOT).replace(" ", "");
    }
}
