/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import dev.backstop.agent.container.ContainerPlaces;
import dev.backstop.agent.container.ErrorPlaces;
import dev.backstop.agent.container.FilterSource;
import dev.backstop.agent.jvm.JvmPlaces;
import dev.backstop.agent.management.AgentMXBean;
import dev.backstop.agent.management.Management;
import dev.backstop.agent.task.TaskPlaces;
import dev.backstop.agent.weaving.Place;
import dev.backstop.agent.weaving.Weaving;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent's parts, in the JVM that they are for. Called once by {@code premain} or an attach, in the agent's own loader; nothing
 * here touches logging, JMX or file systems of the JDK, which the application may yet want to set up.
 */
public final class Start implements Runnable, Weaving.Commands, AgentMXBean {
    private static final String DETACH = "detach";
    private static final long LATER_MILLIS = 1000;

    private final AgentSettings settings;
    private final Bridge bridge;
    private final AgentJar jar;
    private final FilterSource filters;
    private final List<String> parts = new ArrayList<>();
    private final @Nullable Management management;
    private volatile @Nullable Weaving running;
    private @Nullable Thread later;

    private Start(AgentSettings settings, Bridge bridge, File jar) {
        this.settings = settings;
        this.bridge = bridge;
        this.jar = new AgentJar(jar);
        this.filters = new FilterSource(jar, this);
        this.management = settings.isOn(AgentSetting.JMX) ? new Management(this) : null;
    }

    /**
     * Starts what the settings have on, and says so in one line.
     *
     * @param arguments of the agent, or null; {@code detach} ends an agent that is attached
     * @param jar of the agent
     * @param late whether the JVM runs its application already
     */
    public static void start(@Nullable String arguments, Instrumentation instrumentation, File jar, boolean late)
            throws IOException {
        if (DETACH.equals(arguments)) {
            if (Bridge.define(instrumentation).tell(DETACH) == null) {
                Log.line("no agent is attached, there is nothing to do");
            }
            return;
        }
        AgentSettings settings = AgentSettings.read(arguments == null ? "" : arguments);
        for (String error : settings.errors()) {
            Log.line(error);
        }
        if (settings.isOn(AgentSetting.ENABLED)) {
            new Start(settings, Bridge.define(instrumentation), jar).start(instrumentation, late);
        }
    }

    private void start(Instrumentation instrumentation, boolean late) throws IOException {
        List<Place> places = new ArrayList<>();
        if (settings.isOn(AgentSetting.FILTER)) {
            places.addAll(ContainerPlaces.all(filters, settings.words(AgentSetting.FILTER_EXCLUDE), late));
            parts.add("filter");
        }
        if (settings.isOn(AgentSetting.ERRORS)) {
            places.addAll(ErrorPlaces.all(bridge));
            parts.add(ErrorPlaces.PART);
        }
        if (settings.isOn(AgentSetting.TASKS)) {
            places.addAll(bridge.followTasks());
            parts.add(TaskPlaces.PART);
        }
        if (settings.isOn(AgentSetting.THREADS)) {
            places.addAll(JvmPlaces.threads(bridge));
            parts.add(JvmPlaces.THREADS);
        }
        if (settings.isOn(AgentSetting.EXIT)) {
            places.addAll(JvmPlaces.exit(bridge, settings.duration(AgentSetting.EXIT_WAIT)));
            parts.add(JvmPlaces.EXIT);
        }
        if (management != null) {
            places.addAll(management.places());
            parts.add(Management.PART);
        }
        Weaving weaving = new Weaving(instrumentation, places, this);
        running = weaving;
        if (!bridge.connect(weaving)) {
            Log.line("an agent is attached already, there is nothing to do");
            return;
        }
        weaving.begin();
        Log.line("agent " + jar.version() + " is attached, on: "
                + (parts.isEmpty() ? "nothing" : String.join(", ", parts)));
    }

    /**
     * A web application was found. Weaves the JDK's classes a little later, and on a thread of its own: it costs more than the rest, and the application has other
     * things to do while it starts.
     */
    @Override
    public synchronized void run() {
        Weaving weaving = running;
        if (weaving == null || later != null) {
            return;
        }
        Thread thread = new Thread(null, () -> weaveLater(weaving), "backstop-agent", 0, false);
        later = thread;
        thread.setDaemon(true);
        // An application's thread asks for this one; it must not keep the application alive.
        thread.setContextClassLoader(null);
        thread.start();
    }

    private void weaveLater(Weaving weaving) {
        try {
            Thread.sleep(LATER_MILLIS);
            weaving.weaveJdk();
            if (management != null) {
                management.begin();
            }
        } catch (InterruptedException e) {
            // Whoever interrupts it does not want it.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getVersion() {
        try {
            return jar.version();
        } catch (IOException e) {
            throw new UncheckedIOException("the agent's jar is gone", e);
        }
    }

    @Override
    public List<String> getParts() {
        return List.copyOf(parts);
    }

    @Override
    public List<String> getPartsOff() {
        Weaving weaving = running;
        return weaving == null ? List.of() : weaving.partsOff();
    }

    @Override
    public long getFailures() {
        return bridge.failures();
    }

    @Override
    public void detach() {
        try {
            bridge.connect(null);
            if (running != null) {
                running.end();
            }
            filters.stop();
            if (management != null) {
                management.end();
            }
            Log.line("the agent is detached; the filters that it brought pass everything through");
        } catch (IOException e) {
            Log.failure("the agent cannot be detached", e);
        }
    }

    /** What the command line says to an agent that runs. */
    @Override
    public @Nullable Object tell(String command) {
        if (!DETACH.equals(command)) {
            return null;
        }
        detach();
        return DETACH;
    }
}
