/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop;

import jakarta.servlet.Servlet;
import java.util.List;

/**
 * One path of the application.
 *
 * @param name the path's last segment, also the name in links and on the command line
 * @param title a few words for a button
 * @param sentence what the code does
 * @param status what a client should be told: the status of a clean answer
 * @param promise what Backstop promises for it
 * @param behaviour the code
 * @param secrets texts that the exception carries and that no client may see
 * @param uploadBytes the size of the request body; 0 is a GET
 */
public record Scenario(
        String name,
        String title,
        String sentence,
        int status,
        Promise promise,
        Behaviour behaviour,
        List<String> secrets,
        int uploadBytes) {

    public Scenario {
        secrets = List.copyOf(secrets);
    }

    static Scenario of(String name, String title, String sentence, int status, Behaviour behaviour) {
        return new Scenario(name, title, sentence, status, Promise.ANSWERED, behaviour, List.of(), 0);
    }

    Scenario keepingSecret(String... texts) {
        return new Scenario(name, title, sentence, status, promise, behaviour, List.of(texts), uploadBytes);
    }

    Scenario promising(Promise newPromise) {
        return new Scenario(name, title, sentence, status, newPromise, behaviour, secrets, uploadBytes);
    }

    Scenario uploading(int bytes) {
        return new Scenario(name, title, sentence, status, promise, behaviour, secrets, bytes);
    }

    public String path() {
        return "/" + name;
    }

    /** A servlet of its own for each, because containers take a servlet that is unavailable out of service as a whole. */
    public Servlet servlet() {
        return new ScenarioServlet(this);
    }

    /** Whether something goes wrong in it, so that a success is not to be believed. */
    public boolean fails() {
        return status >= 400;
    }
}
