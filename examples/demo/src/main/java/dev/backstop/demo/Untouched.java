/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.probe.Reply;
import dev.backstop.shop.Scenario;
import java.util.ArrayList;
import java.util.List;

/** What must not change when Backstop is there. */
final class Untouched {

    private Untouched() {}

    static List<String> shortfalls(Scenario scenario, Exchange without, Exchange with) {
        List<String> shortfalls = new ArrayList<>();
        Reply bare = without.reply();
        Reply guarded = with.reply();
        if (!with.verdict().clean()) {
            shortfalls.add("not clean: " + with.summary());
        }
        if (guarded.status() != bare.status()) {
            shortfalls.add("status " + guarded.status() + " instead of " + bare.status());
        }
        if (!guarded.body().equals(bare.body())) {
            shortfalls.add("the body has changed");
        }
        List<Reply.Field> fields = new ArrayList<>(guarded.comparableFields());
        fields.removeAll(bare.comparableFields());
        if (scenario.fails()) {
            // An error of the application's own may be kept from caches, and from nothing else.
            fields.removeIf(field -> field.name().equalsIgnoreCase("Cache-Control"));
        }
        if (!fields.isEmpty()) {
            shortfalls.add("new or changed fields: " + fields);
        }
        if (!names(guarded).containsAll(names(bare))) {
            shortfalls.add("a field is gone: " + names(bare) + " became " + names(guarded));
        }
        return shortfalls;
    }

    private static List<String> names(Reply reply) {
        return reply.fields().stream().map(Reply.Field::name).toList();
    }
}
