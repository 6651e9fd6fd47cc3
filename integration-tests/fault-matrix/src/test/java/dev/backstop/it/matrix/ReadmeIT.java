/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Holds the README's table against the matrix that has just run. Which of the listed cells come out clean is a race in a few of them,
 * so the three counts that share them out may differ by one in a hundred; everything else must be equal.
 */
class ReadmeIT {
    private static final int CELLS = 0;
    private static final int CLEAN = 1;
    private static final int BROKEN_OFF = 2;
    private static final int LISTED = 3;
    private static final int WRONG = 4;

    private final JsonNode matrix = matrix();

    @Test
    void tellsWhatTheMatrixFound() throws IOException {
        assumeTrue(
                matrix.get("containers").asInt() == Container.values().length
                        && matrix.get("routes").asInt() == Route.values().length,
                "only a part of the matrix ran");

        assertFaults("faultsGuarded", row("faults with the filter"));
        assertFaults("faultsAgent", row("faults with the agent alone"));

        int[] bare = row("faults without");
        assertEquals(count("faultsBare", "cells"), bare[CELLS]);
        assertNear(count("faultsBare", "clean"), bare[CLEAN], bare[CELLS]);
        assertNear(count("faultsBare", "brokenOff"), bare[BROKEN_OFF], bare[CELLS]);
        assertNear(count("faultsBare", "bad") + count("faultsBare", "listed"), bare[WRONG], bare[CELLS]);

        assertPages("pagesGuarded", row("normal pages with the filter"));
        assertPages("pagesAgent", row("normal pages with the agent alone"));
    }

    private void assertFaults(String group, int[] told) {
        assertEquals(count(group, "cells"), told[CELLS]);
        assertEquals(count(group, "bad"), told[WRONG]);
        assertNear(count(group, "clean"), told[CLEAN], told[CELLS]);
        assertNear(count(group, "brokenOff"), told[BROKEN_OFF], told[CELLS]);
        assertNear(count(group, "listed"), told[LISTED], told[CELLS]);
    }

    private void assertPages(String group, int[] told) {
        assertEquals(count(group, "cells"), told[CELLS]);
        assertEquals(count(group, "clean"), told[CLEAN]);
        assertEquals(count(group, "bad") + count(group, "listed"), told[WRONG]);
    }

    private static void assertNear(int found, int told, int cells) {
        assertTrue(Math.abs(found - told) * 100 <= cells, "the README says " + told + ", the matrix found " + found);
    }

    private int count(String group, String name) {
        return matrix.get(group).get(name).asInt();
    }

    /** The numbers of a row; an empty field is 0. */
    private static int[] row(String name) throws IOException {
        List<String> rows = Files.readAllLines(Build.root().resolve("../README.md")).stream()
                .filter(line -> line.startsWith("| " + name))
                .toList();
        assertEquals(1, rows.size(), "rows for " + name);
        String[] fields = rows.get(0).split("\\|", -1);
        return Arrays.stream(fields, 2, fields.length - 1)
                .map(field -> field.replaceAll("[^0-9]", ""))
                .mapToInt(digits -> digits.isEmpty() ? 0 : Integer.parseInt(digits))
                .toArray();
    }

    private static JsonNode matrix() {
        Path json = Build.target().resolve("fault-matrix.json");
        assertTrue(Files.exists(json), "the matrix did not run");
        return JsonMapper.shared().readTree(json.toFile());
    }
}
