/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The values in force: read once, never changed afterwards. Safe for use by many threads. */
public final class Settings {
    private final Map<Setting, Object> values;
    private final Set<Setting> given;

    Settings(Map<Setting, Object> given) {
        this.given = Set.copyOf(given.keySet());
        EnumMap<Setting, Object> all = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Object value = given.get(setting);
            all.put(setting, value != null ? value : setting.defaultValue());
        }
        this.values = all;
    }

    /** The defaults. */
    public static Settings defaults() {
        return new Settings(Map.of());
    }

    /** The value of a setting that is {@code true} or {@code false}. */
    public boolean isOn(Setting setting) {
        return (Boolean) value(setting);
    }

    /** The value of a setting that is a whole number. */
    public int number(Setting setting) {
        return Math.toIntExact((Long) value(setting));
    }

    /** The value of a setting that is a size, in bytes. */
    public long bytes(Setting setting) {
        return (Long) value(setting);
    }

    /** The value of a setting that is a duration. */
    public Duration duration(Setting setting) {
        return (Duration) value(setting);
    }

    /** The value of a setting that is a list of words. */
    public List<String> words(Setting setting) {
        return ((Collection<?>) value(setting)).stream().map(String::valueOf).toList();
    }

    /** The value of a setting that maps paths to durations, in the order in which they were set; zero is off. */
    public Map<String, Duration> durations(Setting setting) {
        Map<String, Duration> durations = new LinkedHashMap<>();
        ((Map<?, ?>) value(setting)).forEach((path, duration) -> durations.put((String) path, (Duration) duration));
        return durations;
    }

    /** The value of a setting that is one of several words. */
    public String choice(Setting setting) {
        return (String) value(setting);
    }

    /** Whether somebody set it, be it to its default. */
    public boolean isGiven(Setting setting) {
        return given.contains(setting);
    }

    /** What was set, for the log: {@code backstop.hold.time=PT0.5S backstop.buffer-size=65536}. */
    public String given() {
        return values.keySet().stream()
                .filter(this::isGiven)
                .map(setting -> setting.key() + "=" + value(setting))
                .collect(Collectors.joining(" "));
    }

    private Object value(Setting setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("no value for " + setting);
        }
        return value;
    }
}
