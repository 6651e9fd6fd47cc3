/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

/** Spring Boot 4 on Tomcat 11. */
class Boot4IT extends BootInstallation {
    Boot4IT() {
        super("boot4");
    }
}
