/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.integrity;

import java.util.Locale;

/**
 * A header field's name and value, as <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5">RFC 9110, section 5</a>, has them.
 * Looking at one that is as it should be allocates nothing.
 */
public final class HeaderField {
    private static final String TOKEN_SPECIALS = "!#$%&'*+-.^_`|~";
    private static final String HEXADECIMAL = "0123456789ABCDEF";
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = 0; c < TOKEN.length; c++) {
            TOKEN[c] = (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || TOKEN_SPECIALS.indexOf(c) >= 0;
        }
    }

    private HeaderField() {}

    /** Whether a name is a token: one character at least, and none but those of a token. */
    public static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= TOKEN.length || !TOKEN[c]) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Whether a value has no control characters but tabs. What is not ASCII is the container's to encode. */
    public static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (isControl(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\t') || c == 0x7f;
    }

    /** The value with a space in the place of each control character (RFC 9110, section 5.5). */
    public static String cleaned(String value) {
        StringBuilder cleaned = new StringBuilder(value);
        for (int i = 0; i < cleaned.length(); i++) {
            if (isControl(cleaned.charAt(i))) {
                cleaned.setCharAt(i, ' ');
            }
        }
        return cleaned.toString();
    }

    /** The value with each control character percent-encoded, for a value that is a URI (RFC 3986, section 2.1). */
    public static String percentEncoded(String value) {
        StringBuilder encoded = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isControl(c)) {
                encoded.append('%').append(HEXADECIMAL.charAt(c >> 4)).append(HEXADECIMAL.charAt(c & 0xf));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /** What a field says about the connection and the framing of the message, which is the container's to say. */
    public enum Framing {
        NONE,
        CONNECTION,
        CONTENT_LENGTH,
        KEEP_ALIVE,
        TRAILER,
        TRANSFER_ENCODING,
        UPGRADE
    }

    /** Which of them a name is. */
    public static Framing framing(String name) {
        // The length first: nearly every name ends here.
        return switch (name.length()) {
            case 7 -> named(name, Framing.UPGRADE, Framing.TRAILER);
            case 10 -> named(name, Framing.CONNECTION, Framing.KEEP_ALIVE);
            case 14 -> named(name, Framing.CONTENT_LENGTH);
            case 17 -> named(name, Framing.TRANSFER_ENCODING);
            default -> Framing.NONE;
        };
    }

    private static final String[] NAMES = names();

    private static String[] names() {
        Framing[] all = Framing.values();
        String[] names = new String[all.length];
        for (Framing framing : all) {
            names[framing.ordinal()] = framing.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return names;
    }

    private static Framing named(String name, Framing one) {
        return name.equalsIgnoreCase(NAMES[one.ordinal()]) ? one : Framing.NONE;
    }

    private static Framing named(String name, Framing one, Framing other) {
        Framing found = named(name, one);
        return found == Framing.NONE ? named(name, other) : found;
    }

    /** The length that a {@code Content-Length} says, or -1 if it is none: digits only, and small enough for a {@code long}. */
    public static long contentLength(String value) {
        String digits = value.strip();
        if (digits.isEmpty() || digits.length() > 18) {
            return -1;
        }
        long length = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            length = 10 * length + (c - '0');
        }
        return length;
    }

    /** Whether a {@code Connection} field asks for nothing but that the connection be closed, which containers understand. */
    public static boolean isClose(String value) {
        return value.strip().equalsIgnoreCase("close");
    }

    /** Whether a list such as that of {@code Connection} has the token. */
    public static boolean hasToken(String list, String token) {
        for (String word : list.split(",", -1)) {
            if (word.strip().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }
}
