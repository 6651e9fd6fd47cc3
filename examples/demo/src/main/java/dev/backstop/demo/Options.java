/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.shop.origin.Container;
import java.util.Iterator;
import java.util.List;

/**
 * The command line.
 *
 * @param port the page's; 0 lets the system choose
 */
record Options(int port, Container container, boolean nginx, boolean tableOnly, boolean coloured, boolean help) {

    static final String HELP = """
            Usage: examples/demo/run [options]

            Runs one broken application three times, without Backstop, with the filter, and
            with the agent alone, each behind a reverse proxy, prints what a visitor and an
            API client get, and serves a page to try it by hand. Everything listens on
            127.0.0.1 alone.

              --port N      the page's port; a free one otherwise
              --tomcat      start with Tomcat instead of Jetty; the page can switch
              --undertow    start with Undertow instead of Jetty; the page can switch
              --nginx       put a real nginx, which must be installed, before the application
              --table       print the table and end: 0 if Backstop kept every promise, 1 if not
              --colour      colour the table (the default in a terminal)
              --no-colour   don't
              --help        this text
            """;

    /**
     * Reads the arguments; the last of two that contradict each other wins.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static Options parse(List<String> arguments) {
        Options options = new Options(0, Container.JETTY, false, false, false, false);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private Options with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--port" -> new Options(port(rest), container, nginx, tableOnly, coloured, help);
            case "--jetty" -> new Options(port, Container.JETTY, nginx, tableOnly, coloured, help);
            case "--tomcat" -> new Options(port, Container.TOMCAT, nginx, tableOnly, coloured, help);
            case "--undertow" -> new Options(port, Container.UNDERTOW, nginx, tableOnly, coloured, help);
            case "--nginx" -> new Options(port, container, true, tableOnly, coloured, help);
            case "--table" -> new Options(port, container, nginx, true, coloured, help);
            case "--colour", "--color" -> new Options(port, container, nginx, tableOnly, true, help);
            case "--no-colour", "--no-color" -> new Options(port, container, nginx, tableOnly, false, help);
            case "--help", "-h" -> new Options(port, container, nginx, tableOnly, coloured, true);
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private static int port(Iterator<String> rest) {
        String value = rest.hasNext() ? rest.next() : "";
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
            throw new IllegalArgumentException("--port needs a number from 0 to 65535, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
