/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import dev.backstop.demo.probe.Finding.Kind;
import dev.backstop.demo.proxy.ReverseProxy;
import dev.backstop.shop.Promise;
import dev.backstop.shop.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is to be thought of one reply by itself, without a look at the other side.
 *
 * @param findings all that is wrong with it, the gravest first; none is a clean reply
 */
public record Verdict(Maker maker, List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    public static Verdict of(Reply reply, Scenario scenario, Client client) {
        if (reply.ending() == Ending.NOTHING || (reply.ending() == Ending.SILENCE && reply.status() == 0)) {
            return new Verdict(Maker.NOBODY, List.of(Finding.of(Kind.NO_ANSWER)));
        }
        if (reply.field(ReverseProxy.MADE_BY).isPresent()) {
            return new Verdict(Maker.PROXY, List.of(Finding.of(Kind.PROXY_PAGE)));
        }
        List<Finding> findings = new ArrayList<>();
        judgeEnding(reply, scenario, findings);
        List<String> leaks = Leaks.in(reply, scenario);
        if (!leaks.isEmpty()) {
            findings.add(new Finding(Kind.LEAK, leaks));
        }
        if (reply.status() >= 400) {
            judgeError(reply, scenario, client, findings);
        }
        return new Verdict(Maker.ORIGIN, findings);
    }

    public boolean clean() {
        return findings.isEmpty();
    }

    public boolean has(Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    /** The only thing wrong with it is that it ended too early, and everybody can see that. */
    public boolean brokenOffOnly() {
        return findings.size() == 1 && has(Kind.BROKEN_OFF);
    }

    private static void judgeEnding(Reply reply, Scenario scenario, List<Finding> findings) {
        boolean visiblyCut = reply.ending() == Ending.CUT || reply.ending() == Ending.SILENCE;
        if (visiblyCut) {
            findings.add(Finding.of(Kind.BROKEN_OFF));
        } else if (scenario.fails() && reply.status() < 400) {
            findings.add(Finding.of(reply.body().length() == 0 ? Kind.FALSE_SUCCESS : Kind.SILENT_CUT));
        }
    }

    private static void judgeError(Reply reply, Scenario scenario, Client client, List<Finding> findings) {
        Content content = reply.content();
        if (!content.intact()) {
            findings.add(new Finding(Kind.UNDECODABLE, List.of("Content-Encoding")));
        }
        if (content.text().isBlank()) {
            findings.add(Finding.of(Kind.EMPTY));
        } else if (halfPage(content.text(), reply.mediaType())) {
            findings.add(Finding.of(Kind.HALF_PAGE));
        } else if (scenario.promise() != Promise.UNTOUCHED && wrongForm(reply.mediaType(), client)) {
            findings.add(new Finding(Kind.WRONG_FORM, List.of("Content-Type")));
        }
        List<String> cacheable = cacheable(reply);
        if (!cacheable.isEmpty()) {
            findings.add(new Finding(Kind.CACHEABLE, cacheable));
        }
    }

    private static boolean halfPage(String text, String mediaType) {
        return mediaType.equals("text/html")
                ? !text.toLowerCase(Locale.ROOT).contains("</html>")
                : mediaType.endsWith("json") && !text.stripTrailing().endsWith("}");
    }

    private static boolean wrongForm(String mediaType, Client client) {
        return switch (client) {
            case VISITOR -> !mediaType.equals("text/html");
            case API -> !mediaType.endsWith("json");
        };
    }

    /** The fields that allow a cache to keep the reply. */
    private static List<String> cacheable(Reply reply) {
        String control = reply.field("Cache-Control").orElse("").toLowerCase(Locale.ROOT);
        if (control.contains("no-store") || control.contains("no-cache") || control.contains("private")) {
            return List.of();
        }
        List<String> fields = new ArrayList<>();
        if (control.contains("public") || control.contains("max-age")) {
            fields.add("Cache-Control");
        }
        reply.field("ETag").ifPresent(value -> fields.add("ETag"));
        reply.field("Expires").ifPresent(value -> fields.add("Expires"));
        return fields;
    }
}
