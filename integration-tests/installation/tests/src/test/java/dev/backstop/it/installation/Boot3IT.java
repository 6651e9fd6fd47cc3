/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

/** Spring Boot 3 on Tomcat 10.1. */
class Boot3IT extends BootInstallation {
    Boot3IT() {
        super("boot3");
    }
}
