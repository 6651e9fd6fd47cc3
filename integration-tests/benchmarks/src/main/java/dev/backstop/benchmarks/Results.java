/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;

/** What one benchmark measured, page by page. */
final class Results {
    private final String where;
    private final Map<Page, Rounds> pages = new EnumMap<>(Page.class);

    /** Where it was measured, as the end of a sentence. */
    Results(String where, Collection<RunResult> runs) {
        this.where = where;
        for (RunResult run : runs) {
            pages.put(Page.valueOf(run.getParams().getParam("page")), Rounds.of(run));
        }
    }

    String where() {
        return where;
    }

    Set<Page> pages() {
        return pages.keySet();
    }

    Rounds of(Page page) {
        Rounds rounds = pages.get(page);
        if (rounds == null) {
            throw new IllegalStateException(page.path() + " was not measured " + where);
        }
        return rounds;
    }
}
