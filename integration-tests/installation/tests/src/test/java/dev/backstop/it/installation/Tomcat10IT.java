/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

/** A WAR on Tomcat 10.1. */
class Tomcat10IT extends WarInstallation {
    Tomcat10IT() {
        super(ServletContainer.TOMCAT_10);
    }
}
