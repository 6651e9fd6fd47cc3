/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.pages;

import java.nio.charset.StandardCharsets;

/** Text of any length, the same each time, of which any two parts differ. */
public final class Text {
    private static final byte[] LINE = "line 00000000 of the catalogue\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LAST_DIGIT = "line 0000000".length();

    private Text() {}

    /** As many bytes of it as that, all of them ASCII. */
    public static byte[] bytes(int length) {
        byte[] text = new byte[length];
        for (int start = 0; start < length; start += LINE.length) {
            byte[] line = LINE.clone();
            int digit = LAST_DIGIT;
            for (int rest = start / LINE.length; rest > 0; rest /= 10) {
                line[digit--] = (byte) ('0' + rest % 10);
            }
            System.arraycopy(line, 0, text, start, Math.min(line.length, length - start));
        }
        return text;
    }
}
