/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop.origin;

/** A running container that serves the shop on a loopback port that the system chose. */
public interface Origin extends AutoCloseable {

    int port();

    @Override
    void close();
}
