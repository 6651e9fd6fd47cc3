/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Ending;
import dev.backstop.demo.probe.Finding.Kind;
import dev.backstop.demo.probe.Reply;
import dev.backstop.demo.proxy.ReverseProxy;
import dev.backstop.shop.Scenario;
import dev.backstop.shop.Shop;
import dev.backstop.shop.origin.Container;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the page is told; each record is a JSON object as the page's script reads it. */
final class Report {

    private static final int SHOWN_CHARACTERS = 16_000;

    private Report() {}

    record Catalogue(String proxy, String selected, List<Server> servers, List<Column> sides, List<Fault> faults) {}

    record Server(String id, String title, String version) {}

    record Column(String id, String title, String label) {}

    record Fault(String name, String title, String sentence, String promise) {}

    /** @param sides by the id of the side */
    record Result(String fault, String server, boolean kept, List<String> shortfalls, Map<String, Cells> sides) {}

    record Cells(boolean clean, boolean brokenOff, Cell visitor, Cell api) {}

    /**
     * One client's reply.
     *
     * @param browser what a browser shows instead of the body; empty if it shows the body
     * @param log the operator's log line; empty if there is none
     */
    record Cell(
            String maker,
            int status,
            String reason,
            List<Reply.Field> fields,
            String mediaType,
            String body,
            int length,
            String framing,
            String ending,
            long millis,
            List<Badge> badges,
            String browser,
            String log) {}

    record Badge(String kind, String label, List<String> evidence) {}

    static Catalogue catalogue(Theatre theatre, Container selected) {
        return new Catalogue(
                theatre.proxyTitle(),
                selected.id(),
                Arrays.stream(Container.values())
                        .map(container -> new Server(container.id(), container.title(), container.version()))
                        .toList(),
                Arrays.stream(Side.values())
                        .map(side -> new Column(side.id(), side.title(), side.label()))
                        .toList(),
                Shop.SCENARIOS.stream().map(Report::fault).toList());
    }

    static Result result(Container container, Comparison comparison, IncidentLog log) {
        List<String> shortfalls = comparison.shortfalls();
        return new Result(
                comparison.scenario().name(),
                container.id(),
                shortfalls.isEmpty(),
                shortfalls,
                Arrays.stream(Side.values())
                        .collect(Collectors.toMap(Side::id, side -> cells(comparison.on(side), log))));
    }

    private static Fault fault(Scenario scenario) {
        return new Fault(
                scenario.name(),
                scenario.title(),
                scenario.sentence(),
                scenario.promise().name().toLowerCase(Locale.ROOT));
    }

    private static Cells cells(Pair pair, IncidentLog log) {
        return new Cells(pair.clean(), pair.brokenOff(), cell(pair.visitor(), log), cell(pair.api(), log));
    }

    private static Cell cell(Exchange exchange, IncidentLog log) {
        Reply reply = exchange.reply();
        String text = reply.text();
        return new Cell(
                exchange.verdict().maker().name().toLowerCase(Locale.ROOT),
                reply.status(),
                reply.reason(),
                reply.fields().stream()
                        .filter(field -> !field.name().equalsIgnoreCase(ReverseProxy.MADE_BY))
                        .toList(),
                reply.mediaType(),
                text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS)),
                reply.body().length(),
                reply.framing(),
                reply.ending().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                reply.millis(),
                badges(exchange),
                browser(exchange),
                reply.field("X-Incident-Id").flatMap(log::lineOf).orElse(""));
    }

    private static List<Badge> badges(Exchange exchange) {
        return exchange.verdict().findings().stream()
                .map(finding -> new Badge(
                        finding.kind().name().toLowerCase(Locale.ROOT),
                        finding.kind().label(),
                        finding.evidence()))
                .toList();
    }

    /** The error that Chrome shows in place of the page, as its source names it. */
    private static String browser(Exchange exchange) {
        if (exchange.reply().ending() == Ending.NOTHING) {
            return "ERR_EMPTY_RESPONSE";
        }
        if (exchange.verdict().has(Kind.NO_ANSWER)) {
            return "ERR_TIMED_OUT";
        }
        if (exchange.verdict().has(Kind.UNDECODABLE)) {
            return "ERR_CONTENT_DECODING_FAILED";
        }
        return exchange.verdict().has(Kind.EMPTY)
                ? "HTTP ERROR " + exchange.reply().status()
                : "";
    }
}
