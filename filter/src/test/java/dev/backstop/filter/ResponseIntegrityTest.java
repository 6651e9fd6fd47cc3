/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Responses that not every recipient would take. */
class ResponseIntegrityTest {
    private static final String PAGE = "a whole page";

    // ---- framing

    @ParameterizedTest
    @CsvSource({
        "Transfer-Encoding, chunked",
        "Transfer-Encoding, gzip",
        "Keep-Alive, timeout=5",
        "Connection, keep-alive",
        "Connection, X-Secret",
        "Upgrade, h2c",
        "transfer-encoding, identity",
    })
    void takesOutWhatIsTheContainersToSay(String name, String value) throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setHeader(name, value);
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertPage(response);
            assertNull(response.header(name));
            assertCorrected(server, "the application set " + name);
        }
    }

    @Test
    void leavesTheWishToCloseTheConnection() throws Exception {
        GuardedServer.Service closes = (request, response) -> {
            response.setHeader("Connection", "close");
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(closes)) {
            RawResponse response = server.get("/");

            assertPage(response);
            assertEquals("close", response.header("Connection"));
            assertEquals(List.of(), server.incidents());
        }
    }

    @Test
    void leavesAnUpgradeAloneThatTheClientAskedFor() throws Exception {
        GuardedServer.Service upgrades = (request, response) -> {
            response.setHeader("Upgrade", "echo");
            response.setHeader("Connection", "Upgrade");
            response.getWriter().write(response.getHeader("Upgrade") + " " + response.getHeader("Connection"));
        };
        try (GuardedServer server = GuardedServer.of(upgrades)) {
            RawResponse response =
                    server.exchange("GET / HTTP/1.1\nHost: test\nUpgrade: echo\nConnection: Upgrade\n\n");

            assertEquals("echo Upgrade", response.body());
            assertEquals(List.of(), server.incidents());
        }
    }

    // ---- length

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "+12", "12, 12", "", "0x0c", "99999999999999999999"})
    void takesOutALengthThatIsNone(String length) throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setHeader("Content-Length", length);
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            assertPage(server.get("/"));
            assertCorrected(server, "a Content-Length that is no number");
        }
    }

    @Test
    void takesTheLastOfTwoLengths() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.addHeader("Content-Length", "5");
            response.addHeader("Content-Length", "12");
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertPage(response);
            assertEquals("12", response.header("Content-Length"));
            assertEquals(1, response.headers().toString().split("Content-Length", -1).length - 1);
            assertCorrected(server, "a second Content-Length");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void correctsAWrongLengthOfBytes(int length) throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setContentLength(length);
            response.getOutputStream().write(PAGE.getBytes(StandardCharsets.US_ASCII));
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertPage(response);
            assertEquals("12", response.header("Content-Length"));
            assertCorrected(server, length < 12 ? "longer than its" : "shorter than its");
        }
    }

    /** The classical mistake: characters are not bytes. */
    @Test
    void correctsALengthOfCharacters() throws Exception {
        String text = "Grüße aus Köln, 20 €, \uD83D\uDE00";
        GuardedServer.Service sets = (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            response.setContentLength(text.length());
            response.getWriter().write(text);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertEquals(text, response.body());
            assertTrue(response.complete());
        }
    }

    @Test
    void leavesARightLengthOfTextAlone() throws Exception {
        String text = "Grüße aus Köln, 20 €, \uD83D\uDE00";
        GuardedServer.Service sets = (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            response.setContentLength(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
            response.getWriter().print(text.substring(0, 5));
            response.getWriter().write(text.toCharArray(), 5, text.length() - 5);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            assertEquals(text, server.get("/").body());
            assertEquals(List.of(), server.incidents());
        }
    }

    @Test
    void breaksOffWhatIsLongerThanWasSaidAfterItHasBegun() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setContentLength(100_000);
            response.getOutputStream().write(new byte[60_000]);
            response.flushBuffer();
            response.getOutputStream().write(new byte[60_000]);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            assertFalse(server.get("/").complete());
            assertTrue(
                    server.incidents(1).get(0).contains("outcome=broken-off"),
                    server.incidents().toString());
        }
    }

    @Test
    void leavesTheLengthOfAHeadAlone() throws Exception {
        GuardedServer.Service sets = (request, response) -> response.setContentLength(12345);
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.exchange("HEAD / HTTP/1.1\nHost: test\n\n");

            assertEquals("12345", response.header("Content-Length"));
            assertEquals(List.of(), server.incidents());
        }
    }

    // ---- status

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 100, 102, 199, 600, 1000})
    void replacesAStatusThatIsNone(int status) throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setStatus(status);
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertTrue(response.body().contains("\"incident\""), response.body());
            assertTrue(
                    server.incidents(1).get(0).contains("outcome=answered status=500"),
                    server.incidents().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 600})
    void replacesAnErrorThatIsNone(int status) throws Exception {
        try (GuardedServer server = GuardedServer.of((request, response) -> response.sendError(status))) {
            assertEquals(500, server.get("/").status());
        }
    }

    @Test
    void replacesAStatusThatAForwardSets() throws Exception {
        GuardedServer.Service forwards =
                (request, response) -> request.getRequestDispatcher("/target").forward(request, response);
        try (GuardedServer server = GuardedServer.with(Map.of())
                .serve("/*", forwards)
                .serve("/target", (request, response) -> response.setStatus(0))
                .start()) {
            assertEquals(500, server.get("/").status());
        }
    }

    @Test
    void forgetsABadStatusThatIsChangedInTime() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setStatus(0);
            response.setStatus(201);
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            assertEquals(201, server.get("/").status());
            assertEquals(List.of(), server.incidents());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void leavesOutABodyWhereThereMustBeNone(int status) throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setStatus(status);
            response.getOutputStream().write(PAGE.getBytes(StandardCharsets.US_ASCII));
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertEquals(status, response.status());
            assertEquals("", response.body());
            assertTrue(response.complete());
            assertCorrected(server, "a body on a " + status);
        }
    }

    @Test
    void takesTheLengthFromANoContent() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setStatus(204);
            response.setContentLength(0);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertEquals(204, response.status());
            assertNull(response.header("Content-Length"));
            assertEquals(List.of(), server.incidents());
        }
    }

    // ---- names and values

    @ParameterizedTest
    @ValueSource(strings = {"X Y", "X:", "", "Ü", "X\u0000", "X\r\nSet-Cookie"})
    void leavesOutANameThatIsNone(String name) throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.addHeader(name, "value");
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertPage(response);
            assertFalse(response.headers().toString().contains("value"));
            assertCorrected(server, "the header name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\r\nSet-Cookie: b", "a\u0001b", "a\u007fb"})
    void cleansAValue(String value) throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setHeader("X-Note", value);
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertPage(response);
            String note = String.valueOf(response.header("X-Note"));
            assertTrue(note.matches("a +.*b"), note);
            assertNull(response.header("Set-Cookie"));
            assertCorrected(server, "control characters in X-Note");
        }
    }

    @Test
    void refusesAValueIfToldTo() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setHeader("X-Note", "a\u0000b");
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = start(Map.of("backstop.integrity.invalid-headers", "refuse"), sets)) {
            assertEquals(500, server.get("/").status());
        }
    }

    @Test
    void cleansTheLocationOfARedirect() throws Exception {
        GuardedServer.Service redirects = (request, response) -> response.sendRedirect("/a?b=\r\nSet-Cookie:b");
        try (GuardedServer server = GuardedServer.of(redirects)) {
            RawResponse response = server.get("/");

            assertEquals(302, response.status());
            String location = String.valueOf(response.header("Location"));
            assertTrue(location.endsWith("/a?b=%0D%0ASet-Cookie:b"), location);
            assertNull(response.header("Set-Cookie"));
        }
    }

    // ---- the header block

    @Test
    void replacesWhatTheContainerCannotSend() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            for (int i = 0; i < 20; i++) {
                response.addHeader("X-Large-" + i, "x".repeat(1000 + i));
            }
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            RawResponse response = server.get("/");

            assertEquals(500, response.status());
            assertTrue(response.complete());
            assertTrue(response.body().contains("\"incident\""), response.body());
            String incident = server.incidents(1).get(0);
            assertTrue(incident.contains("fault=large-header-block outcome=answered"), incident);
            assertTrue(incident.contains("largest: X-Large-19 1031, X-Large-18 1030, X-Large-17 1029"), incident);
        }
    }

    @Test
    void tellsOfALargeBlockOnceInAWhile() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.addHeader("X-Large", "x".repeat(4000));
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = GuardedServer.of(sets)) {
            assertPage(server.get("/"));
            assertPage(server.get("/"));

            assertEquals(1, server.incidents(1).size());
            assertTrue(
                    server.incidents(1).get(0).contains("outcome=reported"),
                    server.incidents().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"report, 200", "enforce, 500", "off, 200"})
    void goesByTheProxysLimits(String mode, int status) throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.addHeader("X-Large", "x".repeat(4000));
            response.getWriter().write(PAGE);
        };
        Map<String, String> settings = Map.of(
                "backstop.proxy", "nginx", "backstop.proxy.limits", mode, "backstop.header-block.soft-limit", "0");
        try (GuardedServer server = start(settings, sets)) {
            assertEquals(status, server.get("/").status());
            assertEquals(mode.equals("off") ? 0 : 1, server.incidents().size());
        }
    }

    @Test
    void countsFieldsToo() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            for (int i = 0; i < 60; i++) {
                response.addHeader("X-" + i, "x");
            }
            response.getWriter().write(PAGE);
        };
        Map<String, String> settings = Map.of("backstop.proxy", "varnish", "backstop.proxy.limits", "enforce");
        try (GuardedServer server = start(settings, sets)) {
            assertEquals(500, server.get("/").status());
            assertTrue(
                    server.incidents(1).get(0).contains("varnish takes 52 fields"),
                    server.incidents().toString());
        }
    }

    // ---- bodies that are not the application's

    @Test
    void saysNothingUntrueAboutTheContainersErrorPage() throws Exception {
        GuardedServer.Service fails = (request, response) -> {
            response.setHeader("Content-Encoding", "gzip");
            response.setContentLength(5);
            response.sendError(404);
        };
        try (GuardedServer server = GuardedServer.of(fails)) {
            RawResponse response = server.get("/");

            assertEquals(404, response.status());
            assertNull(response.header("Content-Encoding"));
            assertTrue(response.complete());
            assertTrue(response.body().length() > 5, response.body());
        }
    }

    // ---- modes

    @Test
    void onlyTellsIfToldTo() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setHeader("Keep-Alive", "timeout=5");
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = start(Map.of("backstop.integrity", "report"), sets)) {
            RawResponse response = server.get("/");

            assertEquals("timeout=5", response.header("Keep-Alive"));
            assertTrue(
                    server.incidents(1).get(0).contains("outcome=reported"),
                    server.incidents().toString());
        }
    }

    @Test
    void canBeSwitchedOff() throws Exception {
        GuardedServer.Service sets = (request, response) -> {
            response.setHeader("Keep-Alive", "timeout=5");
            response.getWriter().write(PAGE);
        };
        try (GuardedServer server = start(Map.of("backstop.integrity", "off"), sets)) {
            assertEquals("timeout=5", server.get("/").header("Keep-Alive"));
            assertEquals(List.of(), server.incidents());
        }
    }

    private static GuardedServer start(Map<String, String> settings, GuardedServer.Service service) throws Exception {
        return GuardedServer.with(settings).serve("/*", service).start();
    }

    private static void assertPage(RawResponse response) {
        assertEquals(200, response.status());
        assertEquals(PAGE, response.body());
        assertTrue(response.complete());
    }

    private static void assertCorrected(GuardedServer server, String what) throws InterruptedException, IOException {
        List<String> incidents = server.incidents(1);
        assertEquals(1, incidents.size(), incidents.toString());
        assertTrue(incidents.get(0).contains("fault=malformed-response outcome=corrected"), incidents.toString());
        assertTrue(incidents.get(0).contains(what), incidents.toString());
    }
}
