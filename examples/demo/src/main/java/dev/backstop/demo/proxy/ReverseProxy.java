/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.proxy;

/** A running reverse proxy before one origin, on a loopback port that the system chose. */
public interface ReverseProxy extends AutoCloseable {

    /**
     * The response field, always {@code proxy}, that marks what a proxy has made up itself; a response without it came
     * from the origin. Real proxies keep that in their access log; the demo must tell it to its reader.
     */
    String MADE_BY = "X-Made-By";

    int port();

    @Override
    void close();
}
