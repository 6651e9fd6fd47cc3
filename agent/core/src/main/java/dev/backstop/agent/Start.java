/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import dev.backstop.agent.container.ContainerPlaces;
import dev.backstop.agent.container.FilterSource;
import dev.backstop.agent.weaving.Place;
import dev.backstop.agent.weaving.Weaving;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the agent's parts, in the JVM that they are for. Called once by {@code premain} or an attach, in the agent's own loader; nothing
 * here touches logging, JMX or file systems of the JDK, which the application may yet want to set up.
 */
public final class Start {
    private Start() {}

    /**
     * Starts what the settings have on, and says so in one line.
     *
     * @param arguments of the agent, or null
     * @param jar of the agent
     */
    public static void start(String arguments, Instrumentation instrumentation, File jar) throws IOException {
        AgentSettings settings = AgentSettings.read(arguments == null ? "" : arguments);
        for (String error : settings.errors()) {
            Log.line(error);
        }
        if (!settings.isOn(AgentSetting.ENABLED)) {
            return;
        }
        Bridge bridge = Bridge.define(instrumentation);
        List<Place> places = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        if (settings.isOn(AgentSetting.FILTER)) {
            FilterSource filters = new FilterSource(jar);
            places.addAll(ContainerPlaces.all(filters, settings.words(AgentSetting.FILTER_EXCLUDE)));
            parts.add("filter");
        }
        Weaving weaving = new Weaving(instrumentation, places);
        if (!bridge.connect(weaving)) {
            Log.line("the agent is attached already, there is nothing to do");
            return;
        }
        weaving.begin();
        Log.line(
                "agent " + version() + " is attached, on: " + (parts.isEmpty() ? "nothing" : String.join(", ", parts)));
    }

    private static String version() {
        String version = Start.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }
}
