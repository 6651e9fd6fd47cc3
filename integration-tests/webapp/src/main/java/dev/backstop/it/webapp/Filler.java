/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes to fill pages with: text of lines, the same on every call. */
final class Filler {

    static final String HALF_PAGE = "<!doctype html><title>Ledger</title><h1>Ledger</h1><table><tr><td>1<td>";

    /** A whole page of ASCII characters. */
    static final String PAGE = "The page is whole when it ends with the word fin.\n".repeat(4) + "fin";

    /** A whole page with more bytes than characters. */
    static final String UMLAUTS = "Übergrößenträger prüfen, 42 €.\n".repeat(4) + "Schluß";

    private static final byte[] LINES = "0123456789 the quick brown fox jumps over the lazy dog 56789 ok\n"
            .repeat(1024)
            .getBytes(StandardCharsets.US_ASCII);

    private Filler() {}

    /** At most 64 KiB. */
    static byte[] bytes(int length) {
        return Arrays.copyOf(LINES, length);
    }
}
