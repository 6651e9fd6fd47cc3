/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import dev.backstop.filter.BackstopFilter;
import jakarta.servlet.Filter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands between the container and the application. */
enum Variant {
    BARE("bare"),
    PASS_THROUGH("pass-through"),
    /** The same filter once more: how far two measurements of one thing are apart. */
    PASS_THROUGH_AGAIN("pass-through again"),
    WRAPPER("response wrapper"),
    BACKSTOP("Backstop"),
    BACKSTOP_NOT_HOLDING("Backstop, hold.time=0");

    /** Whether the agent is attached, and brings the filter of {@link #BACKSTOP} along; the others' context path is one that it leaves out. */
    private static final boolean BY_AGENT = Boolean.getBoolean("backstop.bench.by-agent");

    private final String label;

    Variant(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean isBackstop() {
        return this == BACKSTOP || this == BACKSTOP_NOT_HOLDING;
    }

    /** Where its application is: paths of one length, because Jetty cuts them off. */
    String contextPath() {
        return this == BACKSTOP ? "/agents" : "/others";
    }

    /** Where the page is on its server. */
    String path(Page page) {
        return contextPath() + page.path();
    }

    /** A new filter, not initialised yet; null if there is none, or the agent's. */
    @Nullable
    Filter filter() {
        return switch (this) {
            case BARE -> null;
            case PASS_THROUGH, PASS_THROUGH_AGAIN -> new PassThroughFilter();
            case WRAPPER -> new WrappingFilter();
            case BACKSTOP -> BY_AGENT ? null : new BackstopFilter();
            case BACKSTOP_NOT_HOLDING -> new BackstopFilter();
        };
    }

    Map<String, String> initParameters() {
        return this == BACKSTOP_NOT_HOLDING ? Map.of("backstop.hold.time", "0ms") : Map.of();
    }
}
