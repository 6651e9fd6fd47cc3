/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop;

import java.time.Duration;

/** How long each waits. In production the proxy waits a minute, and Backstop's deadline is 50 s by default. */
public final class Patience {
    /** The proxy's, with a silent application. */
    public static final Duration OF_PROXY = Duration.ofSeconds(2);

    /** Backstop's: the proxy must hear of it before its own is over. */
    public static final Duration OF_BACKSTOP = Duration.ofSeconds(1);

    private Patience() {}
}
