/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the calls of the bridge into one class. No class is loaded for it, and nothing of the class but the methods that are meant is
 * looked at. Loaded when the first class that needs it is, because it is the larger part of what the agent costs.
 */
final class Weaver {
    private static final int API = Opcodes.ASM9;

    private final List<Place> places;
    private final List<Integer> numbers;
    private final ClassReader reader;
    private final Survey survey;

    /**
     * @param places all of one class
     * @param numbers of the places, in their order
     */
    Weaver(List<Place> places, List<Integer> numbers, byte[] classFile) {
        this.places = places;
        this.numbers = numbers;
        this.reader = new ClassReader(classFile);
        this.survey = new Survey();
        reader.accept(survey, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    /** The places whose method the class does not have, or has without a body. */
    List<Place> missing() {
        return survey.missing;
    }

    /** The class with the calls, or null if it has none of the methods. */
    byte @Nullable [] weave() {
        if (survey.variables.isEmpty()) {
            return null;
        }
        // The frames of what was there are kept; only the sizes are computed anew.
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Woven(writer, reader.getClassName(), survey.variables), ClassReader.EXPAND_FRAMES);
        return writer.toByteArray();
    }

    private List<Integer> indexesOf(String name, String descriptor) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).isOf(name, descriptor)) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    /** How many variables the methods have, which a class file tells at their end only. */
    private final class Survey extends ClassVisitor {
        private final Map<Integer, Integer> variables = new HashMap<>();
        private final List<Place> missing = new ArrayList<>(places);

        private Survey() {
            super(API);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            List<Integer> indexes = indexesOf(name, descriptor);
            if (indexes.isEmpty() || (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
                return null;
            }
            return new MethodVisitor(API) {
                @Override
                public void visitMaxs(int maxStack, int maxLocals) {
                    for (int index : indexes) {
                        missing.remove(places.get(index));
                        variables.put(index, maxLocals);
                    }
                }
            };
        }
    }

    private final class Woven extends ClassVisitor {
        private final String className;
        private final Map<Integer, Integer> variables;

        private Woven(ClassWriter writer, String className, Map<Integer, Integer> variables) {
            super(API, writer);
            this.className = className;
            this.variables = variables;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor woven = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
            List<Integer> indexes = indexesOf(name, descriptor);
            int others = indexes.size();
            for (int index : indexes) {
                Integer count = variables.get(index);
                if (count != null) {
                    // The one that sees the method first has the first variable: a frame grows at its end.
                    others--;
                    woven = woven(woven, index, descriptor, isStatic, count + others * WovenMethod.VARIABLES);
                }
            }
            return woven;
        }

        private MethodVisitor woven(
                MethodVisitor next, int index, String descriptor, boolean isStatic, int firstVariable) {
            Place.Kind kind = places.get(index).kind();
            int number = numbers.get(index);
            return switch (kind) {
                case HAND_OVER, START -> new HandingMethod(API, next, kind, number, descriptor);
                case RUNS_TASKS -> new RunningMethod(API, next, number);
                case FETCH -> new FetchingMethod(API, next, number);
                default -> new WovenMethod(API, next, kind, number, descriptor, className, isStatic, firstVariable);
            };
        }
    }
}
