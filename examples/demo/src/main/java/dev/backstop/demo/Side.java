/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.filter.BackstopFilter;
import dev.backstop.shop.Patience;
import dev.backstop.shop.origin.Container;
import dev.backstop.shop.origin.FilterDeclaration;
import dev.backstop.shop.origin.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How Backstop comes to the shop, if it does; the columns of the table and of the page, in this order. */
enum Side {
    BARE("without Backstop", "without") {
        @Override
        Origin start(Container container, Path directory, IncidentLog log) throws Exception {
            return container.start(List.of(), directory);
        }
    },
    FILTER("with the filter", "filter") {
        @Override
        Origin start(Container container, Path directory, IncidentLog log) throws Exception {
            FilterDeclaration filter = new FilterDeclaration(
                    "backstop", new BackstopFilter(), Map.of("backstop.deadline", Patience.OF_BACKSTOP.toString()));
            return container.start(List.of(filter), directory);
        }
    },
    AGENT("with the agent alone", "agent") {
        @Override
        Origin start(Container container, Path directory, IncidentLog log) throws Exception {
            return AgentOrigin.start(container, directory, log::copy);
        }
    };

    /** Those on which Backstop has a promise to keep. */
    static final List<Side> GUARDED = List.of(FILTER, AGENT);

    private final String title;
    private final String label;

    Side(String title, String label) {
        this.title = title;
        this.label = label;
    }

    /**
     * Starts the shop in a container.
     *
     * @param directory an existing one for what the container writes
     * @param log where the lines of another process go; what runs in this one logs there anyway
     */
    abstract Origin start(Container container, Path directory, IncidentLog log) throws Exception;

    String title() {
        return title;
    }

    /** The title in one word, where there is no room for more. */
    String label() {
        return label;
    }

    /** The name in what the page is told. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
