/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of the agent, read once. A value that cannot be understood is told, and the default is used. Immutable. */
public final class AgentSettings {
    /** A comma also separates the values of one setting: it begins the next only where a name follows. */
    private static final Pattern ARGUMENT = Pattern.compile("(?:^|,)\\s*([a-z][a-z0-9.-]*)=");

    private final Map<AgentSetting, String> values;
    private final List<String> errors;

    private AgentSettings(Map<AgentSetting, String> values, List<String> errors) {
        this.values = values;
        this.errors = List.copyOf(errors);
    }

    /**
     * Reads the system properties, in which it first notes the arguments, for the filter to find. A property that is there goes before an
     * argument.
     *
     * @param arguments of the agent, {@code name=value,name=value}; empty for none
     */
    static AgentSettings read(String arguments) {
        List<String> errors = new ArrayList<>();
        note(arguments, errors);
        Map<AgentSetting, String> values = new EnumMap<>(AgentSetting.class);
        for (AgentSetting setting : AgentSetting.values()) {
            values.put(setting, value(setting, errors));
        }
        return new AgentSettings(values, errors);
    }

    private static void note(String arguments, List<String> errors) {
        Matcher matcher = ARGUMENT.matcher(arguments);
        int end = arguments.isBlank() ? 0 : -1;
        String name = "";
        int begin = 0;
        while (matcher.find()) {
            if (!name.isEmpty()) {
                set(name, arguments.substring(begin, matcher.start()));
            } else if (matcher.start() > 0) {
                errors.add("'" + arguments.substring(0, matcher.start()) + "' is not name=value");
            }
            name = matcher.group(1);
            begin = matcher.end();
            end = 0;
        }
        if (!name.isEmpty()) {
            set(name, arguments.substring(begin));
        }
        if (end < 0) {
            errors.add("the agent's arguments '" + arguments + "' are not name=value,name=value");
        }
    }

    private static void set(String name, String value) {
        String key = AgentSetting.PREFIX + name;
        if (System.getProperty(key) == null) {
            System.setProperty(key, value.strip());
        }
    }

    private static String value(AgentSetting setting, List<String> errors) {
        String given = System.getProperty(setting.key());
        if (given == null || given.isBlank()) {
            return setting.defaultValue();
        }
        String value = given.strip();
        if (!setting.defaultValue().equals("on") || isOn(value) || isOff(value)) {
            return value;
        }
        errors.add(setting.key() + " = '" + value + "' is neither on nor off; the default is used: '"
                + setting.defaultValue() + "'");
        return setting.defaultValue();
    }

    private static boolean isOn(String value) {
        return List.of("on", "true").contains(value.toLowerCase(Locale.ROOT));
    }

    private static boolean isOff(String value) {
        return List.of("off", "false").contains(value.toLowerCase(Locale.ROOT));
    }

    /** What could not be understood. */
    List<String> errors() {
        return errors;
    }

    /** Whether a switch is on. */
    public boolean isOn(AgentSetting setting) {
        return isOn(values.getOrDefault(setting, ""));
    }

    /** The words of a list. */
    public List<String> words(AgentSetting setting) {
        List<String> words = new ArrayList<>();
        for (String word : values.getOrDefault(setting, "").split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }
}
