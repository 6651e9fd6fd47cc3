/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

/** All that Backstop changes about the responses of a healthy application, each with its reason. Nothing else may differ. */
enum Difference {
    /** Instead of chunks, of an end by closing the connection, or, to HEAD, of nothing. */
    LENGTH_IS_TOLD(
            "The buffer holds 32 KiB instead of 8, and a small page that is flushed before it is finished is held"
                    + " back: the page is whole when Tomcat sends it, and so Tomcat knows its length."),

    NO_STORE_ON_OWN_ERROR(
            "A 5xx of the application's own that says nothing about caching must not be kept by a cache."),

    CHARSET_ON_FORWARDED_HEAD("Tomcat 10.1 ends a forward by asking for the writer of a response that is wrapped, by"
            + " whomever, and that adds the charset where nothing was written.");

    private final String reason;

    Difference(String reason) {
        this.reason = reason;
    }

    @Override
    public String toString() {
        return name() + " (" + reason + ")";
    }
}
