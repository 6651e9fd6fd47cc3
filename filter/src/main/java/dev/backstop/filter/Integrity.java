/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.integrity.HeaderBlock;
import dev.backstop.filter.integrity.HeaderLimits;
import dev.backstop.filter.integrity.Proxy;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** How strict Backstop is with the application's responses. Safe for use by many threads. */
final class Integrity {
    private static final long SOFT_LIMIT_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What is done about a fault of the application's response. */
    enum Mode {
        OFF,
        REPORT,
        ENFORCE
    }

    private final Mode mode;
    private final Mode limitsMode;
    private final boolean refusesInvalidHeaders;
    private final int softLimit;
    private final HeaderLimits limits;
    private final Proxy proxy;
    private final LongSupplier nanoTime;
    private final AtomicLong softLimitTold;

    Integrity(Settings settings, LongSupplier nanoTime) {
        this.mode = mode(settings, Setting.INTEGRITY);
        this.limitsMode = mode(settings, Setting.PROXY_LIMITS);
        this.refusesInvalidHeaders =
                settings.choice(Setting.INTEGRITY_INVALID_HEADERS).equals("refuse");
        this.softLimit = (int) settings.bytes(Setting.HEADER_BLOCK_SOFT_LIMIT);
        this.proxy = Proxy.named(settings.choice(Setting.PROXY));
        int hardLimit = (int) settings.bytes(Setting.HEADER_BLOCK_HARD_LIMIT);
        HeaderLimits proxys = proxy.limits();
        this.limits = hardLimit == 0
                ? proxys
                : new HeaderLimits(Setting.HEADER_BLOCK_HARD_LIMIT.key(), hardLimit, proxys.line(), proxys.fields());
        this.nanoTime = nanoTime;
        this.softLimitTold = new AtomicLong(nanoTime.getAsLong() - SOFT_LIMIT_PAUSE_NANOS);
    }

    private static Mode mode(Settings settings, Setting setting) {
        return switch (settings.choice(setting)) {
            case "off" -> Mode.OFF;
            case "report" -> Mode.REPORT;
            default -> Mode.ENFORCE;
        };
    }

    /** What becomes of what is malformed whoever receives it. */
    Mode mode() {
        return mode;
    }

    /** What becomes of what only the proxy in front may refuse. */
    Mode limitsMode() {
        return limitsMode;
    }

    boolean refusesInvalidHeaders() {
        return refusesInvalidHeaders;
    }

    /** The limits of the proxy in front, as the settings have them. */
    HeaderLimits limits() {
        return limits;
    }

    boolean passesEarlyHints() {
        return proxy.passesEarlyHints() || limitsMode == Mode.OFF;
    }

    boolean passesTrailers() {
        return proxy.passesTrailers() || limitsMode == Mode.OFF;
    }

    /** Whether a head is large enough to be told of, and none was for a minute. */
    boolean isToldOf(HeaderBlock block) {
        if (softLimit == 0 || block.total() <= softLimit) {
            return false;
        }
        long told = softLimitTold.get();
        long now = nanoTime.getAsLong();
        return now - told >= SOFT_LIMIT_PAUSE_NANOS && softLimitTold.compareAndSet(told, now);
    }
}
