/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import java.util.stream.Stream;

/** The examples of Tomcat 11. */
class Tomcat11IT extends ExampleApplications {
    Tomcat11IT() {
        super("tomcat11");
    }

    @Override
    Stream<Exchange> exchanges() {
        return Stream.concat(Exchanges.all(), Exchanges.forwards());
    }
}
