/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The page in one piece, from its three sources.
 *
 * @param contentSecurityPolicy allows this script and nothing from anywhere else; the previews are the reason: they show
 *     what a broken application has sent
 */
record Page(String html, String contentSecurityPolicy) {

    static Page load() {
        String script = read("page.js");
        String html =
                read("page.html").replace("/* page.css */", read("page.css")).replace("/* page.js */", script);
        return new Page(
                html,
                "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; img-src data:; frame-src 'self';"
                        + " base-uri 'none'; form-action 'none'; script-src 'sha256-" + sha256(script) + "'");
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the demo's jar is damaged: " + name, e);
        }
    }

    private static String sha256(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
