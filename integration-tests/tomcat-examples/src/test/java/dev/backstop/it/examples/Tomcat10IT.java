/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import java.util.stream.Stream;

/** The examples of Tomcat 10.1. */
class Tomcat10IT extends ExampleApplications {
    Tomcat10IT() {
        super("tomcat10");
    }

    @Override
    Stream<Exchange> exchanges() {
        return Stream.concat(Exchanges.all(), Exchanges.forwards(Difference.CHARSET_ON_FORWARDED_HEAD));
    }
}
