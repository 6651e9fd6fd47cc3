/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.Locale;

/** What a cell of the matrix comes to. */
enum Verdict {
    /** One complete, well-formed answer as the contract has it. */
    CLEAN,
    /** The page that the application wanted, unchanged. */
    PAGE_SAME,
    /** Cut, and the client can see it. */
    BROKEN_OFF,
    /** A page that is not what it is without Backstop. */
    PAGE_CHANGED,
    /** A complete answer that breaks the contract in some other way. */
    UNCLEAN,
    /** Something of the exception, the code or the server in body or headers. */
    LEAK,
    /** A cut response that looks complete. */
    SILENT_CUT,
    /** The proxy answered in the application's place. */
    PROXY_PAGE,
    /** The container found fault with the request itself, before any filter. */
    REFUSED,
    /** No byte came. */
    NO_ANSWER,
    /** The proxy is not installed. */
    SKIPPED;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
