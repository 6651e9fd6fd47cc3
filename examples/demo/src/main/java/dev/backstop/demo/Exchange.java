/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Finding;
import dev.backstop.demo.probe.Reply;
import dev.backstop.demo.probe.Verdict;
import java.util.Locale;
import java.util.stream.Collectors;

/** A reply and what is to be thought of it. */
record Exchange(Reply reply, Verdict verdict) {

    /** In one line: status, maker, findings. */
    String summary() {
        String status = reply.status() == 0 ? "—" : Integer.toString(reply.status());
        String maker = verdict.maker().name().toLowerCase(Locale.ROOT);
        String findings = verdict.findings().stream()
                .map(Finding::kind)
                .map(Finding.Kind::label)
                .collect(Collectors.joining(", "));
        return "%-3s %-6s %s".formatted(status, maker, verdict.clean() ? "clean" : findings);
    }
}
