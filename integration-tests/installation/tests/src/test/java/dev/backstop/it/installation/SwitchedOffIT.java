/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The two switches: one for what the jar does by itself, one for everything. */
class SwitchedOffIT {
    private static final List<String> BY_THE_JAR =
            List.of(Applications.JAR, Applications.METADATA_COMPLETE, Applications.JAR_BESIDE_FILTER);
    private static final List<String> BY_THE_APPLICATION = List.of(Applications.WEB_XML, Applications.CODE);

    @ParameterizedTest
    @EnumSource(ServletContainer.class)
    void installFalseSwitchesOffWhatTheJarDoesByItselfAndNothingElse(ServletContainer container) throws Exception {
        try (Server server = container.start("not-installed", Map.of(), "-Dbackstop.install=false")) {
            for (String application : BY_THE_JAR) {
                assertGuarded(false, server, application);
            }
            for (String application : BY_THE_APPLICATION) {
                assertGuarded(true, server, application);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ServletContainer.class,
            names = {"TOMCAT_11", "JETTY_12"})
    void enabledFalseSwitchesEverythingOff(ServletContainer container) throws Exception {
        try (Server server = container.start("off", Map.of("BACKSTOP_ENABLED", "false"))) {
            for (String application : BY_THE_JAR) {
                assertGuarded(false, server, application);
            }
            for (String application : BY_THE_APPLICATION) {
                assertGuarded(false, server, application);
            }
            assertEquals(List.of(), server.log("incident id="));
        }
    }

    private static void assertGuarded(boolean guarded, Server server, String application) throws Exception {
        HttpResponse<String> response = server.get("/" + application + "/fault/servlet", "application/problem+json");

        assertEquals(
                guarded ? 1 : 0, response.headers().allValues("X-Incident-Id").size(), application);
        assertEquals(guarded ? 501 : 500, response.statusCode(), application);
    }
}
