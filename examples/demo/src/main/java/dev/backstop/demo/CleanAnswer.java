/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Reply;
import dev.backstop.shop.Scenario;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What Backstop's own answers must look like on the wire, checked from outside. */
final class CleanAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CleanAnswer() {}

    static List<String> shortfalls(Scenario scenario, Exchange exchange) {
        List<String> shortfalls = new ArrayList<>();
        Reply reply = exchange.reply();
        expect(exchange.verdict().clean(), "not clean: " + exchange.summary(), shortfalls);
        expect(
                reply.status() == scenario.status(),
                "status " + reply.status() + " instead of " + scenario.status(),
                shortfalls);
        expect(reply.field("Content-Length").isPresent(), "no Content-Length", shortfalls);
        expect(value(reply, "Cache-Control").contains("no-store"), "no Cache-Control: no-store", shortfalls);
        expect(value(reply, "Vary").contains("Accept"), "no Vary: Accept", shortfalls);
        expect(
                scenario.status() != 503 || value(reply, "Retry-After").matches("\\d+"),
                "no Retry-After in seconds",
                shortfalls);
        checkIncident(reply, shortfalls);
        return shortfalls;
    }

    private static void checkIncident(Reply reply, List<String> shortfalls) {
        String incident = value(reply, "X-Incident-Id");
        expect(!incident.isEmpty(), "no X-Incident-Id", shortfalls);
        if (reply.mediaType().endsWith("json")) {
            String inBody = member(reply.text(), "incident");
            expect(incident.equals(inBody), "incident " + inBody + " in the body, not " + incident, shortfalls);
        } else {
            expect(reply.text().contains(incident), "incident " + incident + " is not in the body", shortfalls);
        }
    }

    private static String member(String json, String name) {
        try {
            JsonNode member = JSON.readTree(json).path(name);
            return member.isString() ? member.stringValue() : "(none)";
        } catch (JacksonException e) {
            return "(no JSON)";
        }
    }

    private static String value(Reply reply, String field) {
        return reply.field(field).orElse("");
    }

    private static void expect(boolean kept, String shortfall, List<String> shortfalls) {
        if (!kept) {
            shortfalls.add(shortfall);
        }
    }
}
