/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.pages;

import java.nio.charset.StandardCharsets;

/** Text of any length, the same each time, of which any two parts differ. */
public final class Text {
    private static final String LINE = "line %08d of the catalogue\n";

    private Text() {}

    /** As many bytes of it as that, all of them ASCII. */
    public static byte[] bytes(int length) {
        StringBuilder text = new StringBuilder(length + LINE.length());
        for (int line = 0; text.length() < length; line++) {
            text.append(String.format(LINE, line));
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }
}
