/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.boot;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the application several times in one JVM, with different properties, until standard input ends. */
public final class BootApplications {
    private static final Map<String, String> PROPERTIES = new TreeMap<>(Map.of(
            "guarded", "--it.throwing-filter=true",
            "disabled", "--backstop.enabled=false",
            "uninstalled", "--backstop.install=false",
            "own-registration", "--it.own-registration=true"));

    private BootApplications() {}

    /** Says {@code listening name port} for each. */
    public static void main(String[] args) throws Exception {
        for (Map.Entry<String, String> properties : PROPERTIES.entrySet()) {
            ConfigurableApplicationContext context =
                    new SpringApplication(FailingApplication.class).run(properties.getValue());
            String port = context.getEnvironment().getProperty("local.server.port");
            System.out.println("listening " + properties.getKey() + " " + port);
        }
        while (System.in.read() >= 0) {
            // Nobody writes; the end of the stream is the signal to stop, also when the parent has died.
        }
        Runtime.getRuntime().halt(0);
    }
}
