/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

/** Spring Boot 4 on Jetty 12.1. */
class Boot4JettyIT extends BootInstallation {
    Boot4JettyIT() {
        super("boot4-jetty");
    }
}
