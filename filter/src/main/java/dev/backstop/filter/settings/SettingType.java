/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a setting is read. Each type says in {@link #syntax} what it accepts. */
enum SettingType {
    BOOLEAN("true or false") {
        @Override
        Object parse(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("is not " + syntax);
            };
        }
    },
    INTEGER("a whole number") {
        @Override
        Object parse(String text) {
            return Long.valueOf(number(text));
        }
    },
    /** Kept as a {@link Long} in bytes. */
    SIZE("a size such as 0, 512, 32k or 2M (powers of 1024)") {
        @Override
        Object parse(String text) {
            Matcher matcher = SIZE_TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("is not " + syntax);
            }
            long unit = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                case "k" -> 1L << 10;
                case "m" -> 1L << 20;
                case "g" -> 1L << 30;
                default -> 1L;
            };
            return Math.multiplyExact(number(matcher.group(1)), unit);
        }
    },
    DURATION("a duration such as 1500ms, 50s, 2m, 1h or PT0.2S") {
        @Override
        Object parse(String text) {
            Matcher matcher = DURATION_TEXT.matcher(text);
            if (matcher.matches()) {
                long amount = number(matcher.group(1));
                return switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                };
            }
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("is not " + syntax, e);
            }
        }
    },
    /** Context-relative paths as in a servlet mapping. */
    PATHS("a comma-separated list of paths such as /events/*, *.sse or /export") {
        @Override
        Object parse(String text) {
            List<String> paths = words(text);
            for (String path : paths) {
                if (!path.startsWith("/") && !path.startsWith("*.")) {
                    throw new IllegalArgumentException("has '" + path + "', which starts with neither / nor *.");
                }
                if (path.startsWith("/") ? path.replaceFirst("/\\*$", "").contains("*") : path.lastIndexOf('*') > 0) {
                    throw new IllegalArgumentException(
                            "has '" + path + "', where * stands neither alone at the end (/*) nor first (*.)");
                }
            }
            return paths;
        }
    },
    /** Kept as a {@link Map}, in the order of the text, from the path to the {@link Duration}; off is zero. */
    PATH_DURATIONS("a comma-separated list such as /report/*=5m, *.csv=2m, /poll/*=off") {
        @Override
        Object parse(String text) {
            Map<String, Duration> durations = new LinkedHashMap<>();
            for (String word : words(text)) {
                int equals = word.lastIndexOf('=');
                if (equals < 0) {
                    throw new IllegalArgumentException("has '" + word + "', which lacks its =");
                }
                String path = word.substring(0, equals).strip();
                String duration = word.substring(equals + 1).strip();
                PATHS.parse(path);
                durations.putIfAbsent(
                        path, duration.equals("off") ? Duration.ZERO : (Duration) DURATION.parse(duration));
            }
            return Collections.unmodifiableMap(durations);
        }
    },
    /** The choices stand in the setting's range. */
    CHOICE("one of ") {
        @Override
        Object parse(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    },
    /** Names of header fields: tokens as RFC 9110, section 5.6.2, has them. */
    HEADER_NAMES("a comma-separated list of header names") {
        @Override
        Object parse(String text) {
            List<String> names = words(text);
            for (String name : names) {
                if (!TOKEN.matcher(name).matches()) {
                    throw new IllegalArgumentException("has '" + name + "', which is no header name");
                }
            }
            return names;
        }
    };

    private static final Pattern SIZE_TEXT = Pattern.compile("(\\d{1,15})([kKmMgG]?)");
    private static final Pattern DURATION_TEXT = Pattern.compile("(\\d{1,15})(ms|s|m|h)");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    final String syntax;

    SettingType(String syntax) {
        this.syntax = syntax;
    }

    /**
     * The value that the text stands for.
     *
     * @throws IllegalArgumentException if it stands for none; the message goes on after the setting's name
     * @throws ArithmeticException if it is too large
     */
    abstract Object parse(String text);

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number", e);
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
