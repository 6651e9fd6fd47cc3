/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

/** A container in this JVM, on any free port of loopback, with all deployments. */
interface EmbeddedServer {

    int port();

    void stop() throws Exception;
}
