/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

/** On Jetty. */
class JettyIT extends Deployment {
    JettyIT() {
        super(Container.JETTY, "");
    }
}
