/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import dev.backstop.agent.weaving.Place.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Woven classes, loaded and verified by the JVM, do what they did, and tell it. */
class WeaverTest {
    private static final String JOIN = "(Ljava/lang/String;JDZ[I)Ljava/lang/String;";
    private static final int[] NUMBERS = {1, 2, 3};

    /** What woven code told, in its order. */
    private final List<String> told = new ArrayList<>();

    private @Nullable Object answer;

    @AfterEach
    void disconnect() {
        PatchedBridge.connect(null);
        PatchedBridge.workFor(null);
        PatchedBridge.handedOver(0);
    }

    /** The others are only for methods that have or are a task. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = Mode.EXCLUDE,
            names = {"HAND_OVER", "START"})
    void everyMethodDoesWhatItDid(Kind kind) throws Exception {
        Object target =
                woven(kind, "join " + JOIN, "sum (JI)J", "half (D)D", "nothing ()V", "loop (I)Ljava/lang/Object;");

        assertEquals("a0.540.5", call(target, "join", "a", 7L, 0.5, true, NUMBERS));
        assertEquals("a7.047.0", call(target, "join", "a", 7L, 0.5, false, NUMBERS));
        assertEquals(5L, call(target, "sum", 3L, 2));
        assertEquals(2.5, call(target, "half", 5.0));
        assertNull(call(target, "nothing"));
        assertEquals(1, call(target, "loop", 2));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = Mode.EXCLUDE,
            names = {"SWALLOW", "HAND_OVER"})
    void whatIsThrownComesOut(Kind kind) throws Exception {
        Object target = woven(kind, "half (D)D", "handlers (Ljava/lang/String;)I", "loop (I)Ljava/lang/Object;");

        assertInstanceOf(IllegalArgumentException.class, thrown(target, "half", -1.0));
        assertInstanceOf(IOException.class, thrown(target, "handlers", "io"));
        assertInstanceOf(java.io.UncheckedIOException.class, thrown(target, "loop", 4));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void methodsOwnHandlersGoFirst(Kind kind) throws Exception {
        Object target = woven(kind, "handlers (Ljava/lang/String;)I");

        assertEquals(-1, call(target, "handlers", "state"));
        assertEquals(0, call(target, "handlers", ""));
        assertEquals(List.of("caught", "finally", "finally"), call(target, "did"));
    }

    @Test
    void tellsTheArgumentsAsTheyCame() throws Exception {
        Object target = woven(Kind.ENTER, "join " + JOIN);

        call(target, "join", "a", 7L, 0.5, true, NUMBERS);

        assertEquals(List.of("enter 0 this [a, 7, 0.5, true, [1, 2, 3]]"), told);
    }

    @Test
    void staticMethodHasNoObject() throws Exception {
        Object target = woven(Kind.AROUND, "sum (JI)J");

        call(target, "sum", 3L, 2);

        assertEquals(List.of("enter 0 null [3, 2]", "exit 0 null entered=null result=null thrown=null"), told);
    }

    @Test
    void tellsHowItEnds() throws Exception {
        Object target = woven(Kind.AROUND, "loop (I)Ljava/lang/Object;");
        answer = "token";

        call(target, "loop", 2);
        thrown(target, "loop", 4);

        assertEquals(
                List.of(
                        "enter 0 this [2]",
                        "exit 0 this entered=token result=1 thrown=null",
                        "enter 0 this [4]",
                        "exit 0 this entered=token result=null thrown=java.io.UncheckedIOException"),
                told);
    }

    @Test
    void returnsInTheMethodsStead() throws Exception {
        Object target = woven(Kind.REPLACE, "join " + JOIN, "half (D)D", "handlers (Ljava/lang/String;)I");

        answer = "instead";
        assertEquals("instead", call(target, "join", "a", 7L, 0.5, true, NUMBERS));
        answer = 0.25;
        assertEquals(0.25, call(target, "half", -1.0));
        answer = 9;
        assertEquals(9, call(target, "handlers", "io"));
        assertEquals(List.of(), call(target, "did"));
    }

    @Test
    void swallowsOnlyWhatItIsToldTo() throws Exception {
        Object target =
                woven(Kind.SWALLOW, "half (D)D", "handlers (Ljava/lang/String;)I", "loop (I)Ljava/lang/Object;");

        assertInstanceOf(IllegalArgumentException.class, thrown(target, "half", -1.0));
        answer = Hook.NOTHING;
        assertEquals(0.0, call(target, "half", -1.0));
        assertEquals(0, call(target, "handlers", "io"));
        assertNull(call(target, "loop", 4));
        assertEquals(2.5, call(target, "half", 5.0));
    }

    @Test
    void severalPlacesOfOneMethodAreAllTold() throws Exception {
        Object target = woven(List.of(
                place(Kind.AROUND, "handlers", "(Ljava/lang/String;)I"),
                place(Kind.REPLACE, "handlers", Place.ANY),
                place(Kind.SWALLOW, "handlers", Place.ANY)));

        assertEquals(1, call(target, "handlers", "a"));
        assertInstanceOf(IOException.class, thrown(target, "handlers", "io"));
        assertEquals(6, told.stream().filter(line -> line.startsWith("enter ")).count(), told::toString);
        assertEquals(4, told.stream().filter(line -> line.startsWith("exit ")).count(), told::toString);
    }

    // ---- tasks

    @Test
    void handedOverTasksAreToldOfOnlyForARequest() throws Exception {
        Object target = woven(List.of(
                place(Kind.HAND_OVER, "take", "(ZJLjava/lang/Runnable;)V"), place(Kind.START, "nothing", "()V")));
        Runnable task = () -> {};

        call(target, "take", true, 7L, task);
        call(target, "nothing");
        assertEquals(List.of(), told);

        PatchedBridge.workFor("request");
        call(target, "take", true, 7L, task);
        call(target, "nothing");
        assertEquals(List.of("enter 0 " + task + " [request]", "enter 1 this [request]"), told);
    }

    @Test
    void tasksAreToldOfOnlyWhileSomeAreHandedOver() throws Exception {
        Object target = woven(List.of(
                place(Kind.TASK, "half", "(D)D"),
                place(Kind.RUNS_TASKS, "take", Place.ANY),
                place(Kind.FETCH, "loop", Place.ANY)));
        Runnable failing = () -> {
            throw new IllegalStateException("task");
        };
        answer = "token";

        call(target, "half", 5.0);
        call(target, "loop", 1);
        assertInstanceOf(IllegalStateException.class, thrown(target, "take", true, 7L, failing));
        assertEquals(List.of(), told);

        PatchedBridge.handedOver(1);
        assertEquals(2.5, call(target, "half", 5.0));
        assertInstanceOf(IllegalArgumentException.class, thrown(target, "half", -1.0));
        assertInstanceOf(IllegalStateException.class, thrown(target, "take", true, 7L, failing));
        assertEquals(0, call(target, "loop", 1));
        assertEquals(
                List.of(
                        "enter 0 this []",
                        "exit 0 this entered=token result=null thrown=null",
                        "enter 0 this []",
                        "exit 0 this entered=token result=null thrown=java.lang.IllegalArgumentException",
                        "enter 1 " + failing + " []",
                        "exit 1 " + failing + " entered=token result=null thrown=java.lang.IllegalStateException",
                        "enter 2 0 []"),
                told);
    }

    // ---- classes that are not as they should be

    @Test
    void saysWhichMethodsAreNotThere() throws Exception {
        Place there = place(Kind.ENTER, "nothing", "()V");
        Place gone = place(Kind.ENTER, "nothing", "(I)V");

        assertEquals(List.of(gone), new Weaver(List.of(there, gone), List.of(0, 1), classFile()).missing());
    }

    @Test
    void leavesAClassAsItIsThatHasNoneOfThem() throws Exception {
        assertNull(new Weaver(List.of(place(Kind.ENTER, "gone", "()V")), List.of(0), classFile()).weave());
    }

    @Test
    void costsNothingOnceNobodyIsConnected() throws Exception {
        Object target = woven(Kind.SWALLOW, "half (D)D");
        PatchedBridge.connect(null);

        assertEquals(2.5, call(target, "half", 5.0));
        assertInstanceOf(IllegalArgumentException.class, thrown(target, "half", -1.0));
        assertEquals(List.of(), told);
    }

    @Test
    void failureOfTheAgentIsCountedAndNobodyElses() throws Exception {
        Object target = woven(Kind.AROUND, "half (D)D");
        PatchedBridge.connect(null);
        PatchedBridge.connect((number, what) -> {
            told.add("number " + number);
            throw new IllegalStateException("the agent fails");
        });
        long before = PatchedBridge.failures();

        assertEquals(2.5, call(target, "half", 5.0));
        // At the beginning, at the end, and each time when it was told of it.
        assertEquals(4, PatchedBridge.failures() - before);
        assertEquals(List.of("number 0", "number -1", "number 0", "number -1"), told);
    }

    // ---- the woven class

    private Object woven(Kind kind, String... methods) throws Exception {
        List<Place> places = new ArrayList<>();
        for (String method : methods) {
            String[] parts = method.split(" ", -1);
            places.add(place(kind, parts[0], parts[1]));
        }
        return woven(places);
    }

    private Object woven(List<Place> places) throws Exception {
        List<Integer> numbers = IntStream.range(0, places.size()).boxed().toList();
        byte[] woven = requireNonNull(new Weaver(places, numbers, classFile()).weave());
        Class<?> type = new ClassLoader(WeaverTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(Target.class.getName(), woven, 0, woven.length);
            }
        }.define();
        BiFunction<Integer, Object[], Object> agent = (number, what) -> tell(type, number, what);
        PatchedBridge.connect(agent);
        return type.getConstructor().newInstance();
    }

    private @Nullable Object tell(Class<?> type, int number, Object[] what) {
        String self = type.isInstance(what[0]) ? "this" : String.valueOf(what[0]);
        if (what.length == 2) {
            told.add("enter " + number + ' ' + self + ' ' + Arrays.deepToString((Object[]) what[1]));
            return Hook.NOTHING.equals(answer) ? null : answer;
        }
        String thrown = what[3] == null ? "null" : what[3].getClass().getName();
        told.add("exit " + number + ' ' + self + " entered=" + what[1] + " result=" + what[2] + " thrown=" + thrown);
        return Hook.NOTHING.equals(answer) ? Hook.NOTHING : null;
    }

    private static Place place(Kind kind, String method, String descriptor) {
        return new Place("test", Target.class.getName(), method, descriptor, kind, new Hook() {});
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = requireNonNull(Target.class.getResourceAsStream("Target.class"))) {
            return in.readAllBytes();
        }
    }

    private static @Nullable Object call(Object target, String name, Object... arguments) throws Exception {
        return method(target, name).invoke(target, arguments);
    }

    private static Throwable thrown(Object target, String name, Object... arguments) throws Exception {
        InvocationTargetException thrown = assertThrows(
                InvocationTargetException.class, () -> method(target, name).invoke(target, arguments));
        return requireNonNull(thrown.getCause());
    }

    private static Method method(Object target, String name) {
        return Arrays.stream(target.getClass().getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
