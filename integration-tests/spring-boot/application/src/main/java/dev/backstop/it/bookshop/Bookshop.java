/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop;

import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. Runs until standard input ends. */
@SpringBootApplication
public class Bookshop {
    /** Says {@code listening port}. */
    public static void main(String[] args) throws IOException {
        var context = SpringApplication.run(Bookshop.class, args);
        System.out.println("listening " + context.getEnvironment().getProperty("local.server.port"));
        while (System.in.read() >= 0) {
            // Nobody writes; the end of the stream is the signal to stop, also when the parent has died.
        }
        Runtime.getRuntime().halt(0);
    }
}
