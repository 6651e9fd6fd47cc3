/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The JVMs of one test, in a folder of its own. After the test they end, and the agent must not have failed in any of them. */
final class Jvms implements BeforeEachCallback, AfterEachCallback {
    private final List<Jvm> started = new ArrayList<>();
    private @Nullable Path folder;

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        String name =
                (test.getRequiredTestMethod().getName() + ' ' + test.getDisplayName()).replaceAll("[^A-Za-z0-9]+", "-");
        folder = Build.target()
                .resolve(Path.of("run", test.getRequiredTestClass().getSimpleName(), name.replaceAll("-$", "")));
        empty(folder);
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }

    /** Where the test may write. */
    Path folder() {
        if (folder == null) {
            throw new IllegalStateException("no test has begun");
        }
        return folder;
    }

    /** Starts a container that is all on the class path, with the application without any trace of Backstop, and waits for it. */
    Jvm serve(Container container, Launch how) throws IOException {
        return serve(container, how, WebApplication.bare(folder().resolve("webapp")));
    }

    /** The same for another exploded application. */
    Jvm serve(Container container, Launch how, Path application) throws IOException {
        Launch launch = how.with(container.classPathOptions());
        return serve(launch.running(container.launcher(), application.toString(), "0"));
    }

    /** Starts something that serves requests, and waits until it does. */
    Jvm serve(Launch launch) throws IOException {
        Jvm jvm = start(launch);
        jvm.port();
        return jvm;
    }

    /** Starts something, and does not wait for it. */
    Jvm start(Launch launch) throws IOException {
        Launch small = new Launch(
                List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                launch.environment(),
                launch.main());
        return started(Build.command("java"), small.with(launch.options()));
    }

    /** Runs a command of the JDK to its end. */
    Jvm run(String command, Launch launch) throws IOException, InterruptedException {
        Jvm jvm = started(Build.command(command), launch);
        jvm.end();
        return jvm;
    }

    /** Runs the agent's own command line to its end. */
    Jvm cli(String... arguments) throws IOException, InterruptedException {
        return run("java", Launch.of("-jar", Build.agent().toString()).arguments(arguments));
    }

    private Jvm started(Path command, Launch launch) throws IOException {
        Jvm jvm = Jvm.start(command, launch, folder().resolve("jvm-" + (started.size() + 1)));
        started.add(jvm);
        return jvm;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        started.forEach(Jvm::close);
        if (test.getExecutionException().isEmpty()) {
            for (Jvm jvm : started) {
                assertEquals(List.of(), jvm.err().agentFailures(), jvm.toString());
            }
        }
    }
}
