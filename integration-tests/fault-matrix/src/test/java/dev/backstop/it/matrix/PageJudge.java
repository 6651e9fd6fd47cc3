/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Afterwards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Compares a page as it is with Backstop with the same page, the same way, without. */
final class PageJudge {

    /** Differs between any two responses, or says how the body is framed, which may change from chunks to a length. */
    private static final Set<String> INCIDENTAL =
            Set.of("date", "age", "x-varnish", "transfer-encoding", "content-length", "keep-alive");

    private PageJudge() {}

    /** @param ownError whether the page is an error of the application's own, which Backstop forbids caches to keep */
    static Judgement judge(RawResponse bare, RawResponse guarded, Route route, boolean ownError) {
        List<String> changes = new ArrayList<>();
        if (bare.status() != guarded.status()) {
            changes.add("status " + bare.status() + " became " + guarded.status());
        }
        if (bare.ending() != guarded.ending()) {
            changes.add("ending " + bare.ending() + " became " + guarded.ending());
        }
        if (!Arrays.equals(bare.body(), guarded.body())) {
            changes.add("body of " + bare.body().length + " bytes became " + guarded.body().length + " other bytes");
        }
        List<String> before = fields(bare, route);
        List<String> after = fields(guarded, route);
        if (!before.equals(after)) {
            List<String> gone = new ArrayList<>(before);
            after.forEach(gone::remove);
            List<String> come = new ArrayList<>(after);
            before.forEach(come::remove);
            if (!gone.isEmpty() || !ownError || !come.equals(List.of("cache-control: no-store"))) {
                changes.add("headers gone " + gone + ", come " + come);
            }
        }
        if (guarded.afterwards() == Afterwards.OUT_OF_STEP) {
            changes.add("the connection is out of step");
        }
        return changes.isEmpty() ? Judgement.of(Verdict.PAGE_SAME) : new Judgement(Verdict.PAGE_CHANGED, changes);
    }

    private static List<String> fields(RawResponse response, Route route) {
        return response.headers().stream()
                // A proxy decides itself, and not always the same way, what becomes of the visitor's connection.
                .filter(header -> route == Route.DIRECT || !header.is("Connection"))
                .filter(header -> !INCIDENTAL.contains(header.name().toLowerCase(Locale.ROOT)))
                .map(Header::toString)
                .sorted()
                .toList();
    }
}
