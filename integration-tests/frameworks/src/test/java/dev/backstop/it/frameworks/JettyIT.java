/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

/** The frameworks in Jetty 12.1. */
class JettyIT extends Frameworks {

    @Override
    EmbeddedServer startServer() throws Exception {
        return new JettyServer();
    }
}
