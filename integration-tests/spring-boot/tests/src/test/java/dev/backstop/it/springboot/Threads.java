/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** How many threads of which name there are in an application, numbers left out. */
record Threads(Map<String, Integer> byName) {
    static Threads of(Bookshop bookshop) {
        Map<String, Integer> byName = new TreeMap<>();
        for (JsonNode thread : bookshop.json("/actuator/threaddump").path("threads")) {
            byName.merge(thread.path("threadName").asString("").replaceAll("\\d+", "#"), 1, Integer::sum);
        }
        return new Threads(byName);
    }

    /** Of which there are more than before. */
    List<String> moreThan(Threads before) {
        List<String> more = new ArrayList<>();
        byName.forEach((name, count) -> {
            int were = before.byName.getOrDefault(name, 0);
            if (count > were) {
                more.add(name + " were " + were + ", are " + count);
            }
        });
        return more;
    }
}
