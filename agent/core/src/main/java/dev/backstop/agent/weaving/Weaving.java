/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import dev.backstop.agent.Log;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * All places, woven into their classes as these are loaded, and into those that were loaded before. A class that is not meant costs one
 * look into a table by its name. No lambdas here: the first ones of a JVM cost more than all the rest. Safe for use by many threads.
 */
public final class Weaving implements ClassFileTransformer, BiFunction<Integer, Object[], @Nullable Object> {
    private static final int FAILED = -1;
    private static final int COMMAND = -2;
    private static final int MOST_LINES_PER_PLACE = 3;

    private final Instrumentation instrumentation;
    private final Place[] places;
    private final Map<String, List<Integer>> byClass = new HashMap<>();
    /** Parts of which a class had another shape than is known. */
    private final Set<String> off = ConcurrentHashMap.newKeySet();

    private volatile boolean jdkWoven;
    private final Map<Integer, Integer> failures = new ConcurrentHashMap<>();
    private final Commands commands;

    /** What comes over the bridge from the command line. */
    public interface Commands {
        /** Returns null for what it does not understand. */
        @Nullable
        Object tell(String command);
    }

    /** @param commands is told what comes over the bridge from the command line */
    public Weaving(Instrumentation instrumentation, List<Place> places, Commands commands) {
        this.instrumentation = instrumentation;
        this.commands = commands;
        this.places = places.toArray(new Place[0]);
        for (int i = 0; i < this.places.length; i++) {
            String className = this.places[i].internalName();
            List<Integer> numbers = byClass.get(className);
            if (numbers == null) {
                numbers = new ArrayList<>();
                byClass.put(className, numbers);
            }
            numbers.add(i);
        }
    }

    // ---- weaving

    /** Weaves from here on, and what is loaded already; the JDK's classes when somebody needs them. */
    public void begin() {
        instrumentation.addTransformer(this, true);
        transformAgain(true, false);
    }

    /**
     * Weaves the JDK's classes, once. It is the first thing that costs something, so that it waits for the first web application: other
     * JVMs that have the agent by {@code JAVA_TOOL_OPTIONS} are spared.
     */
    public void weaveJdk() {
        if (jdkWoven || AotTraining.isOn()) {
            return;
        }
        jdkWoven = true;
        transformAgain(false, true);
    }

    /** Gives all classes back as they were. */
    public void end() {
        instrumentation.removeTransformer(this);
        transformAgain(true, true);
    }

    private static boolean isOfTheJdk(String className) {
        return className.startsWith("java.");
    }

    /** All at once, because each time costs as much as the classes themselves. */
    private void transformAgain(boolean others, boolean ofTheJdk) {
        List<Class<?>> meant = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            String name = loaded.getName();
            if (byClass.containsKey(name.replace('.', '/'))
                    && (isOfTheJdk(name) ? ofTheJdk : others)
                    && instrumentation.isModifiableClass(loaded)) {
                meant.add(loaded);
            }
        }
        if (!meant.isEmpty() && !isTransformedAgain(meant.toArray(new Class<?>[0]), false)) {
            for (Class<?> one : meant) {
                isTransformedAgain(new Class<?>[] {one}, true);
            }
        }
    }

    private boolean isTransformedAgain(Class<?>[] classes, boolean told) {
        try {
            instrumentation.retransformClasses(classes);
            return true;
        } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
            if (told) {
                Log.line("cannot weave " + classes[0].getName() + ", which was loaded before: " + e);
            }
            return false;
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (className == null) {
            return null;
        }
        List<Integer> numbers = byClass.get(className);
        if (numbers == null || (isOfTheJdk(className.replace('/', '.')) && !jdkWoven)) {
            return null;
        }
        try {
            return weave(className, numbers, classFile);
        } catch (Throwable e) {
            Log.line("cannot weave " + className.replace('/', '.') + ", it stays as it is: " + e);
            return null;
        }
    }

    private byte @Nullable [] weave(String className, List<Integer> numbers, byte[] classFile) {
        List<Place> its = new ArrayList<>();
        for (int number : numbers) {
            its.add(places[number]);
        }
        Weaver weaver = new Weaver(its, numbers, classFile);
        List<Place> missing = weaver.missing();
        if (!missing.isEmpty()) {
            String part = missing.get(0).part();
            if (off.add(part)) {
                Log.line("part " + part + " is off: this version of " + className.replace('/', '.') + " has no "
                        + missing.get(0).method() + missing.get(0).descriptor());
            }
            return null;
        }
        return weaver.weave();
    }

    /** The parts that are off because a class had another shape than is known. */
    public List<String> partsOff() {
        List<String> parts = new ArrayList<>(off);
        Collections.sort(parts);
        return parts;
    }

    // ---- what woven code calls

    @Override
    public @Nullable Object apply(Integer number, Object[] told) {
        if (number == FAILED) {
            failed((Integer) told[0], (Throwable) told[1]);
            return null;
        }
        if (number == COMMAND) {
            return commands.tell((String) told[0]);
        }
        Place place = places[number];
        if (off.contains(place.part())) {
            return null;
        }
        try {
            if (told.length == 2) {
                return place.hook().enter(told[0], (Object[]) told[1]);
            }
            return place.hook().exit(told[0], told[1], told[2], (Throwable) told[3]) ? Hook.NOTHING : null;
        } catch (Exception e) {
            throw Weaving.<RuntimeException>asUnchecked(e);
        }
    }

    private void failed(int number, Throwable thrown) {
        int count = failures.merge(number, 1, Integer::sum);
        if (count <= MOST_LINES_PER_PLACE) {
            String where = number < 0 ? "a signal to a filter" : places[number].toString();
            Log.failure("failed at " + where + "; the application goes on as without", thrown);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T asUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
