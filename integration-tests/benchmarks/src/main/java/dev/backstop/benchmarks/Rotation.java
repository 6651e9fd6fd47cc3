/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which variant each iteration of JMH measures. All are measured in one JVM, one iteration each and then from the start again, so
 * that a machine that is busy with something else slows all of them down; each round has an order of its own. Whoever reads the
 * results asks the same question and gets the same answer.
 */
final class Rotation {
    static final int SIZE = Variant.values().length;

    private Rotation() {}

    /** The variant of an iteration, counted from 0 and over warm-up and measurement. */
    static Variant at(int iteration) {
        List<Variant> round =
                IntStream.range(0, SIZE).mapToObj(i -> Variant.values()[i]).collect(Collectors.toList());
        Collections.shuffle(round, new Random(iteration / SIZE));
        return round.get(iteration % SIZE);
    }
}
