/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command as a process: its exit code, and that it leaves no process behind. */
class DemoProcessIT {

    private static final long LONGEST_SECONDS = 60;

    @TempDir
    private Path directory;

    private Process demo;
    private BufferedReader table;
    /** The side that is a process of its own. */
    private ProcessHandle agentSide;

    @BeforeEach
    void startUntilAllSidesListen() throws IOException {
        demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName(),
                        "--table")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        table = demo.inputReader(StandardCharsets.UTF_8);
        assertTrue(String.valueOf(table.readLine()).startsWith("Jetty "));
        List<ProcessHandle> children = demo.children().toList();
        assertEquals(1, children.size());
        agentSide = children.get(0);
    }

    @AfterEach
    void end() {
        demo.descendants().forEach(ProcessHandle::destroyForcibly);
        demo.destroyForcibly();
    }

    @Test
    void saysThatEverySideKeepsItsPromises() throws Exception {
        List<String> lines = table.lines().toList();

        assertEquals(0, exitCode(), String.join("\n", lines));
        for (Side side : Side.values()) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(side.title() + ": ")), side.title());
        }
    }

    @Test
    void failsWhenTheAgentSideDoesNotKeepItsPromises() throws Exception {
        agentSide.destroyForcibly();

        List<String> lines = table.lines().toList();

        assertEquals(1, exitCode());
        assertTrue(lines.contains("Not as promised:"));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  exception with the agent alone, visitor: ")));
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("  exception with the filter")));
    }

    @Test
    void leavesNoProcessBehindWhenItIsInterrupted() throws Exception {
        demo.destroy();

        agentSide.onExit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void leavesNoProcessBehindWhenItDies() throws Exception {
        demo.destroyForcibly();

        agentSide.onExit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    private int exitCode() throws InterruptedException {
        assertTrue(demo.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS));
        return demo.exitValue();
    }
}
