/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

/** The media types that a problem can be sent as, in the order in which the origin prefers them. */
public enum Representation {
    /** <a href="https://www.rfc-editor.org/rfc/rfc9457#section-6.1">RFC 9457, section 6.1</a>. */
    PROBLEM_JSON("application", "problem+json", "application/problem+json"),
    /** The same body for clients that ask for plain JSON. */
    JSON("application", "json", "application/json"),
    HTML("text", "html", "text/html;charset=utf-8"),
    TEXT("text", "plain", "text/plain;charset=utf-8");

    private final String type;
    private final String subtype;
    private final String contentType;

    Representation(String type, String subtype, String contentType) {
        this.type = type;
        this.subtype = subtype;
        this.contentType = contentType;
    }

    /** The value of {@code Content-Type}. */
    public String contentType() {
        return contentType;
    }

    String type() {
        return type;
    }

    String subtype() {
        return subtype;
    }
}
