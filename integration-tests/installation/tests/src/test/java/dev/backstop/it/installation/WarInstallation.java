/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The ways to install the filter in a WAR, all on one container at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WarInstallation {
    private static final String PROBLEM = "application/problem+json";

    private final ServletContainer container;
    private Server server;

    WarInstallation(ServletContainer container) {
        this.container = container;
    }

    @BeforeAll
    void start() throws Exception {
        server = container.start("installed", Map.of());
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Applications.JAR, Applications.METADATA_COMPLETE, Applications.JAR_BESIDE_FILTER})
    void installsItselfWhereTheJarIsThere(String application) throws Exception {
        assertAnsweredOnce(application, "/fault/servlet", 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {Applications.METADATA_COMPLETE, Applications.JAR_BESIDE_FILTER})
    void installsItselfOutsideOfTheFiltersOfWebXml(String application) throws Exception {
        assertAnsweredOnce(application, "/fault/filter", 500);
    }

    /** 501 is what the application's own init-param says: the filter that the jar brings by itself must not be in its way. */
    @ParameterizedTest
    @ValueSource(strings = {Applications.WEB_XML, Applications.CODE})
    void actsOnceAndWithTheApplicationsSettingsWhereTheApplicationInstallsIt(String application) throws Exception {
        assertAnsweredOnce(application, "/fault/servlet", 501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Applications.WEB_XML,
                Applications.CODE,
                Applications.JAR,
                Applications.METADATA_COMPLETE,
                Applications.JAR_BESIDE_FILTER
            })
    void leavesAHealthyPageAlone(String application) throws Exception {
        HttpResponse<String> response = server.get("/" + application + "/page", PROBLEM);

        assertEquals(200, response.statusCode());
        assertEquals("fine", response.body());
        assertEquals(List.of(), response.headers().allValues("X-Incident-Id"));
    }

    @Test
    void loadsNothingOfSpring() throws IOException {
        try (Stream<String> classes = Files.lines(container.loadedClasses("installed"))) {
            List<String> springs = classes.filter(
                            line -> line.contains("org.springframework") || line.contains("dev.backstop.filter.spring"))
                    .toList();

            assertEquals(List.of(), springs);
        }
        assertEquals(List.of(), server.log("NoClassDefFoundError"));
    }

    private void assertAnsweredOnce(String application, String path, int status) throws Exception {
        String uri = "/" + application + path;
        int before = server.log("incident id=", "path=" + uri + " ").size();

        HttpResponse<String> response = server.get(uri, PROBLEM);

        assertEquals(status, response.statusCode(), response.body());
        assertEquals(PROBLEM, response.headers().firstValue("Content-Type").orElseThrow());
        assertFalse(response.body().contains("secret"), response.body());
        List<String> ids = response.headers().allValues("X-Incident-Id");
        assertEquals(1, ids.size(), ids.toString());
        assertTrue(response.body().contains("\"incident\":\"" + ids.get(0) + "\""), response.body());
        assertEquals(1, server.awaitLog("incident id=" + ids.get(0)).size());
        assertEquals(before + 1, server.log("incident id=", "path=" + uri + " ").size());
    }
}
