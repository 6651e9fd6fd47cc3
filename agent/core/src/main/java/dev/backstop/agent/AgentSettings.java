/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of the agent, read once. A value that cannot be understood is told, and the default is used. Immutable. */
public final class AgentSettings {
    /** A comma also separates the values of one setting: it begins the next only where a name follows. */
    private static final String ARGUMENT = "(?:^|,)\\s*([a-z][a-z0-9.-]*)=";

    private static final int MOST_DIGITS = 6;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

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
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(AgentSetting.PREFIX + "agent.") && !isKnown(name)) {
                errors.add("unknown setting " + name);
            }
        }
        return new AgentSettings(values, errors);
    }

    private static boolean isKnown(String name) {
        for (AgentSetting setting : AgentSetting.values()) {
            if (setting.key().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void note(String arguments, List<String> errors) {
        if (arguments.isBlank()) {
            return;
        }
        Matcher matcher = Pattern.compile(ARGUMENT).matcher(arguments);
        int end = -1;
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
        String fault = fault(setting, value);
        if (fault.isEmpty()) {
            return value;
        }
        errors.add(setting.key() + " = '" + value + "' " + fault + "; the default is used: '" + setting.defaultValue()
                + "'");
        return setting.defaultValue();
    }

    private static String fault(AgentSetting setting, String value) {
        if (setting == AgentSetting.EXIT_WAIT) {
            Duration duration = parse(value);
            return duration == null || duration.compareTo(LONGEST_WAIT) > 0 ? "is not a time of 0s to 60s" : "";
        }
        boolean isSwitch = setting.defaultValue().equals("on");
        return isSwitch && !isOn(value) && !isOff(value) ? "is neither on nor off" : "";
    }

    private static @Nullable Duration parse(String value) {
        int unit = value.endsWith("ms") ? value.length() - 2 : value.length() - 1;
        if (unit < 1 || unit > MOST_DIGITS || value.charAt(value.length() - 1) != 's') {
            return null;
        }
        long number = 0;
        for (int i = 0; i < unit; i++) {
            char digit = value.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            number = 10 * number + digit - '0';
        }
        return value.endsWith("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
    }

    /** How long something may take. */
    public Duration duration(AgentSetting setting) {
        Duration duration = parse(values.getOrDefault(setting, ""));
        return duration == null ? Duration.ZERO : duration;
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
