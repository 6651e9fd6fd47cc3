/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency.server;

/** A running container with one application at its root. */
public interface Server extends AutoCloseable {

    int port();

    @Override
    void close();
}
