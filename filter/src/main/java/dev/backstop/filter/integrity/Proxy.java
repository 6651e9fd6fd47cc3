/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.integrity;

import java.util.Locale;

/**
 * Proxies as they are at their defaults, measured or read in their sources: limits of nginx 1.22 and 1.31, HAProxy 2.6 and 3.5, Apache
 * httpd 2.4, Varnish 7.1 and Caddy 2.6; documented ones of Envoy, AWS's ALB and Cloudflare.
 */
public enum Proxy {
    NONE(HeaderLimits.NONE, HeaderLimits.NONE, HeaderLimits.NONE, true, true),
    /** One page, {@code proxy_buffer_size}. Before 1.29 it waits for a final response behind an early hint, in vain. */
    NGINX(4095, HeaderLimits.NONE, HeaderLimits.NONE, false, true),
    /** {@code tune.bufsize} less {@code tune.maxrewrite} and what each field takes besides. */
    HAPROXY(14_500, HeaderLimits.NONE, 99, true, true),
    /** {@code responsefieldsize}: of a line, not of the whole. */
    APACHE(HeaderLimits.NONE, 8000, HeaderLimits.NONE, true, true),
    /** {@code http_resp_size}, {@code http_resp_hdr_len} and {@code http_max_hdr}, of which it needs some itself. */
    VARNISH(32_000, 8000, 52, false, false),
    /** Ten megabytes, as the HTTP client that it is built on. */
    CADDY(1 << 20, HeaderLimits.NONE, HeaderLimits.NONE, true, true),
    ENVOY(80 * 1024, HeaderLimits.NONE, 100, true, true),
    ALB(32_000, 16_000, HeaderLimits.NONE, true, true),
    CLOUDFLARE(128 * 1024, HeaderLimits.NONE, HeaderLimits.NONE, true, true);

    private final HeaderLimits limits;
    private final boolean passesEarlyHints;
    private final boolean passesTrailers;

    Proxy(int total, int line, int fields, boolean passesEarlyHints, boolean passesTrailers) {
        this.limits = new HeaderLimits(name().toLowerCase(Locale.ROOT), total, line, fields);
        this.passesEarlyHints = passesEarlyHints;
        this.passesTrailers = passesTrailers;
    }

    /** The one of that name, in any case. */
    public static Proxy named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The most that it takes. */
    public HeaderLimits limits() {
        return limits;
    }

    /** Whether a 103 does no harm. */
    public boolean passesEarlyHints() {
        return passesEarlyHints;
    }

    /** Whether trailers do no harm. */
    public boolean passesTrailers() {
        return passesTrailers;
    }
}
