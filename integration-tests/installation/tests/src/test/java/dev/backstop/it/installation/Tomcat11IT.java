/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

/** A WAR on Tomcat 11. */
class Tomcat11IT extends WarInstallation {
    Tomcat11IT() {
        super(ServletContainer.TOMCAT_11);
    }
}
