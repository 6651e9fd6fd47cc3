/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in which no two places look the same, so that bytes that are lost, doubled or out of order are seen. */
final class Text {

    private Text() {}

    /** As many characters of ASCII. */
    static String of(int length) {
        return IntStream.rangeClosed(0, length / 8)
                .mapToObj("%07d\n"::formatted)
                .collect(Collectors.joining())
                .substring(0, length);
    }
}
