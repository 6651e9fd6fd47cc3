/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from system properties, over environment variables, over {@code init-param}s of the filter.
 *
 * <p>A bad value never takes the application down: the default is used instead, and the {@link Reading} says so. All that
 * is wrong is found in one pass.
 */
public final class SettingsReader {
    private static final String AGENT_PREFIX = "backstop.agent.";
    private static final String KEY_PREFIX = "backstop.";
    private static final String VARIABLE_PREFIX = "BACKSTOP_";
    private static final int LONGEST_SHOWN = 100;

    private final Map<String, String> properties;
    private final Map<String, String> environment;
    private final Map<String, String> initParameters;

    /** A reader of the given sources; only names that start with {@code backstop.} or {@code BACKSTOP_} matter. */
    public SettingsReader(
            Map<String, String> properties, Map<String, String> environment, Map<String, String> initParameters) {
        this.properties = Map.copyOf(properties);
        this.environment = Map.copyOf(environment);
        this.initParameters = Map.copyOf(initParameters);
    }

    /** What was read: the settings, and in sentences what is wrong with the sources. */
    public record Reading(Settings settings, List<String> errors, List<String> warnings) {
        public Reading {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    /** A reader of this JVM's properties and environment, and the given {@code init-param}s. */
    public static SettingsReader ofThisJvm(Map<String, String> initParameters) {
        Map<String, String> properties = new TreeMap<>();
        // A snapshot: stringPropertyNames copies under the lock that getProperty takes.
        for (String name : System.getProperties().stringPropertyNames()) {
            String value = name.startsWith(KEY_PREFIX) ? System.getProperty(name) : null;
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new SettingsReader(properties, System.getenv(), initParameters);
    }

    /** Reads all sources. Never throws for what they contain. */
    public Reading read() {
        List<String> errors = new ArrayList<>();
        EnumMap<Setting, Object> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Text text = textOf(setting);
            if (text != null) {
                try {
                    values.put(setting, setting.parse(text.value));
                } catch (IllegalArgumentException e) {
                    errors.add(sentence(setting, text, e));
                }
            }
        }
        return new Reading(new Settings(values), errors, unknownNames());
    }

    private record Text(String source, String value) {}

    private @Nullable Text textOf(Setting setting) {
        String property = properties.get(setting.key());
        if (property != null) {
            return new Text("system property " + setting.key(), property);
        }
        String variable = environment.get(setting.variable());
        if (variable != null) {
            return new Text("environment variable " + setting.variable(), variable);
        }
        String parameter = initParameters.get(setting.key());
        return parameter == null ? null : new Text("init-param " + setting.key(), parameter);
    }

    private static String sentence(Setting setting, Text text, IllegalArgumentException e) {
        return text.source + " = '" + shown(text.value) + "' " + e.getMessage() + "; it takes " + setting.syntax()
                + (setting.range() == null ? "" : " in " + setting.range()) + ". The default is used: '"
                + setting.defaultText() + "'.";
    }

    private List<String> unknownNames() {
        List<String> known = Arrays.stream(Setting.values()).map(Setting::key).toList();
        List<String> knownVariables =
                Arrays.stream(Setting.values()).map(Setting::variable).toList();
        List<String> warnings = new ArrayList<>();
        warn(warnings, "system property", properties, KEY_PREFIX, known);
        warn(warnings, "environment variable", environment, VARIABLE_PREFIX, knownVariables);
        // Whatever is set on this very filter is meant for it, prefixed or not.
        warn(warnings, "init-param", initParameters, "", known);
        return warnings;
    }

    private static void warn(
            List<String> warnings, String source, Map<String, String> names, String prefix, List<String> known) {
        names.keySet().stream()
                .filter(name -> name.startsWith(prefix) && !known.contains(name) && !isAgents(name))
                .sorted()
                .forEach(name -> warnings.add(
                        "unknown " + source + " '" + shown(name) + "'; did you mean '" + nearest(name, known) + "'?"));
    }

    /** The agent reads those, and complains itself. */
    private static boolean isAgents(String name) {
        return name.startsWith(AGENT_PREFIX);
    }

    private static String nearest(String name, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name.toLowerCase(Locale.ROOT), candidate)))
                .orElseThrow();
    }

    /** The Levenshtein distance, without regard to case. Names are short, and this runs once at start. */
    private static int distance(String name, String candidate) {
        String other = candidate.toLowerCase(Locale.ROOT);
        int[] previous = new int[other.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= name.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int substitution = previous[j - 1] + (name.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }

    /** The text as a log may show it: bounded, and without control characters. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST_SHOWN); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.length() > LONGEST_SHOWN ? shown.append("...").toString() : shown.toString();
    }
}
