/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

/** A WAR on Jetty 12.1. */
class Jetty12IT extends WarInstallation {
    Jetty12IT() {
        super(ServletContainer.JETTY_12);
    }
}
