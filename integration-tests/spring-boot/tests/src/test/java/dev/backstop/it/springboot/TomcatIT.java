/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

/** On Tomcat, as Spring Boot does by default. */
class TomcatIT extends Deployment {
    TomcatIT() {
        super(Container.TOMCAT, "");
    }
}
