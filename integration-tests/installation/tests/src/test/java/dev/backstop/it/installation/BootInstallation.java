/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.installation;

import jakarta.servlet.DispatcherType;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A Spring Boot application with the jar on its class path, and nothing else done for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BootInstallation {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";
    private static final String GUARDED = "guarded";
    private static final String DISABLED = "disabled";
    private static final String UNINSTALLED = "uninstalled";
    private static final String OWN = "own-registration";

    private final String module;
    private Server server;

    /** Takes the module that has collected the class path. */
    BootInstallation(String module) {
        this.module = module;
    }

    @BeforeAll
    void start() throws Exception {
        Path boot = Server.ROOT.resolve("installation");
        server = Server.start(
                module,
                List.of("-Dbackstop.retry-after=100s"),
                Map.of(),
                List.of(
                        "-cp",
                        Server.classPath(
                                boot.resolve(Path.of("boot3", "target", "classes")),
                                filterJar(),
                                boot.resolve(Path.of(module, "target", "lib", "*"))),
                        "dev.backstop.it.boot.BootApplications"),
                4);
    }

    private static Path filterJar() throws Exception {
        try (Stream<Path> jars = Files.list(Server.TARGET.resolve("web-inf-lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("backstop-filter"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void isRegisteredBeforeAllOthersAndForEveryDispatch() throws Exception {
        assertEquals(
                Integer.MIN_VALUE + " " + EnumSet.allOf(DispatcherType.class),
                server.get(GUARDED, "/registration", "*/*").body());
    }

    @Test
    void standsOutsideOfAFilterThatMeansToBeTheFirst() throws Exception {
        assertOutOfMemoryIsAnswered(GUARDED, "/filter", 503);
    }

    @Test
    void answersAnOutOfMemoryErrorInThePlaceOfTheErrorPage() throws Exception {
        assertOutOfMemoryIsAnswered(GUARDED, "/out-of-memory", 503);
    }

    @Test
    void takesSettingsFromApplicationPropertiesAndSystemPropertiesOverThem() throws Exception {
        HttpResponse<String> response = server.get(GUARDED, "/out-of-memory", JSON);

        assertEquals("acme", response.headers().firstValue("X-Tenant").orElse("lost"));
        assertTrue(response.headers().firstValue("X-Other").isEmpty());
        int retryAfter =
                Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(retryAfter >= 50 && retryAfter <= 150, retryAfter + " s: 1000s of application.properties won");
    }

    /** Boot's own error body is the application's: Backstop only forbids to keep it. */
    @ParameterizedTest
    @CsvSource({"/exception," + JSON, "/exception," + HTML, "/reported," + JSON, "/reported," + HTML})
    void leavesTheErrorPageOfSpringBootAsItIs(String path, String accept) throws Exception {
        HttpResponse<String> bare = server.get(DISABLED, path, accept);
        HttpResponse<String> guarded = server.get(GUARDED, path, accept);

        assertEquals(bare.statusCode(), guarded.statusCode());
        assertEquals(withoutTime(bare.body()), withoutTime(guarded.body()));
        assertEquals(
                bare.headers().firstValue("Content-Type").orElseThrow(),
                guarded.headers().firstValue("Content-Type").orElseThrow());
        List<String> bareCaching = bare.headers().allValues("Cache-Control");
        assertEquals(
                bareCaching.isEmpty() ? List.of("no-store") : bareCaching,
                guarded.headers().allValues("Cache-Control"));
        assertFalse(guarded.body().contains("secret"), guarded.body());
    }

    private static String withoutTime(String body) {
        return body.replaceAll("\"timestamp\":\"[^\"]*\"", "").replaceAll("<div id='created'>[^<]*</div>", "");
    }

    @Test
    void reportsAnExceptionThatTheErrorPageAnswersOnce() throws Exception {
        int before = server.log("incident id=", "outcome=error-page", "path=/exception ")
                .size();

        server.get(GUARDED, "/exception", JSON);
        assertOutOfMemoryIsAnswered(GUARDED, "/out-of-memory", 503);

        assertEquals(
                before + 1,
                server.log("incident id=", "outcome=error-page", "path=/exception ")
                        .size());
    }

    @Test
    void installFalseRemovesTheBean() throws Exception {
        assertEquals("none", server.get(UNINSTALLED, "/registration", "*/*").body());
        assertEquals(
                List.of(),
                server.get(UNINSTALLED, "/out-of-memory", JSON).headers().allValues("X-Incident-Id"));
    }

    @Test
    void enabledFalseLetsEverythingPass() throws Exception {
        assertEquals(
                List.of(),
                server.get(DISABLED, "/out-of-memory", JSON).headers().allValues("X-Incident-Id"));
    }

    @Test
    void backsOffWhereTheApplicationRegistersTheFilterItself() throws Exception {
        assertEquals("none", server.get(OWN, "/registration", "*/*").body());
        assertOutOfMemoryIsAnswered(OWN, "/out-of-memory", 507);
    }

    @ParameterizedTest
    @ValueSource(strings = {GUARDED, DISABLED, UNINSTALLED, OWN})
    void leavesAHealthyPageAlone(String application) throws Exception {
        HttpResponse<String> response = server.get(application, "/page", "*/*");

        assertEquals(200, response.statusCode());
        assertEquals("fine", response.body());
    }

    private void assertOutOfMemoryIsAnswered(String application, String path, int status) throws Exception {
        HttpResponse<String> response = server.get(application, path, JSON);

        assertEquals(status, response.statusCode(), response.body());
        assertFalse(response.body().contains("secret"), response.body());
        List<String> ids = response.headers().allValues("X-Incident-Id");
        assertEquals(1, ids.size(), ids.toString());
        assertTrue(response.body().contains("\"incident\":\"" + ids.get(0) + "\""), response.body());
        assertEquals(1, server.awaitLog("incident id=" + ids.get(0)).size());
    }
}
