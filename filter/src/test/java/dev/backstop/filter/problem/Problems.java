/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Problems to write, and texts that try to break out of what is written. */
final class Problems {
    static final String INCIDENT = "01k4qz7xw-8m2c5v9e";

    private Problems() {}

    static Problem internalServerError() {
        return withDetail("The application failed while it worked on this request. The failure has been recorded.");
    }

    static Problem withDetail(String detail) {
        return new Problem(500, "Internal Server Error", detail, INCIDENT, -1, null);
    }

    static Problem withTitle(String title) {
        return new Problem(599, title, "Something is broken.", INCIDENT, -1, null);
    }

    static Problem withEverything() {
        return new Problem(
                503,
                "Service Unavailable",
                "The application cannot answer this request just now. Please try again a little later.",
                INCIDENT,
                12,
                "0af7651916cd43dd8448eb211c80319c");
    }

    /** Texts that are valid Unicode, and would do harm unescaped. */
    static Stream<String> injections() {
        return Stream.of(
                "\"",
                "\\",
                "\\\"",
                "\",\"status\":200,\"x\":\"",
                "\\u0022,\"x\":1",
                "}\n{",
                "line\nfeed, carriage\rreturn, both\r\n, tab\t",
                "\b\f\u000b\u0000\u0001\u001b[2J\u001f",
                "\u007f\u0080\u0085\u009f",
                "\u2028\u2029",
                "</script><script>alert(1)</script>",
                "<!-- --> <![CDATA[ ]]> <?xml?>",
                "</title></style></head>",
                "<img src=x onerror=alert(1)>",
                "&lt;&amp;&#39;&nbsp;&copy",
                "' onmouseover='alert(1)",
                "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
                "\u202eright to left\u202c, zero width\u200b\ufeff",
                "\u00fc\u00df\u4e2d\u6587 \u05e9\u05dc\u05d5\u05dd",
                "\ud83d\ude00 \ud83d\udc69\u200d\ud83d\udcbb \ud83c\udde9\ud83c\uddea",
                "\ufffd",
                "\ufffe\uffff\ufdd0\ufdef\ud83f\udffe\udbff\udfff",
                "");
    }

    /** Texts that have no UTF-8: halves of pairs, in every place. */
    static Stream<String> loneSurrogates() {
        return Stream.of(
                "\ud83d",
                "\ude00",
                "a\ud83d",
                "\ud83da",
                "a\ude00b",
                "\ude00\ud83d",
                "\ud83d\ud83d\ude00",
                "\ud83d\ude00\ude00",
                "\ud83d\ud83d",
                "\ude00\ude00\ude00");
    }

    /** The text of UTF-8 bytes; fails on bytes that are none. */
    static String decoded(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    /** The text with U+FFFD in the place of each half of a pair, by the JDK's own decoder of UTF-16. */
    static String withoutLoneSurrogates(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
