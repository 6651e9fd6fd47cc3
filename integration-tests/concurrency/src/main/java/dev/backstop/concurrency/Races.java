/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.concurrency;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.TestExecutor;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.SerializedBufferCollector;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.PresetRegularTopology;
import org.openjdk.jcstress.os.topology.TopologyParseException;
import org.openjdk.jcstress.vm.CompileMode;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * Runs all scenarios, each in JVMs of its own, and writes a report. Ends with 1 if one of them came out as it must not, or did not run.
 *
 * <p>jcstress's own {@code Main} leaves out, without a failure, what has more threads than the machine has processors. Here three
 * threads race on two processors too: less often at one time, but in orders that two threads do not have.
 */
public final class Races {
    private static final int MOST_ACTORS = 3;

    private final Options options;
    private final InProcessCollector results = new InProcessCollector();

    private Races(Options options) {
        this.options = options;
    }

    /** Takes the folder to write to, and jcstress's options. */
    public static void main(String[] args) throws IOException, TopologyParseException {
        Path folder = Path.of(args[0]);
        Files.createDirectories(folder);
        List<String> options = List.of(args).subList(1, args.length);
        PrintStream console = System.out;
        Verdict verdict;
        try (PrintStream log = new PrintStream(folder.resolve("jcstress.log").toFile(), StandardCharsets.UTF_8)) {
            System.setOut(log);
            verdict = new Races(options(options)).run();
        } finally {
            System.setOut(console);
        }
        Files.writeString(folder.resolve("races.md"), verdict.report());
        console.println(verdict.summary());
        if (!verdict.isGood()) {
            System.exit(1);
        }
    }

    private static Options options(List<String> given) throws IOException {
        List<String> args = new ArrayList<>(given);
        // A thread that waits for the others lets them run: there may be more of them than processors.
        args.addAll(List.of("-spinStyle", "THREAD_YIELD"));
        // A thread that had to wait is behind until the end of a stride; short ones bring it back soon.
        args.addAll(List.of("-strideSize", "32"));
        // Small JVMs that start fast.
        args.addAll(List.of("-sc", "false", "-hs", "64", "-pth", "false"));
        Options options = new Options(args.toArray(String[]::new));
        if (!options.parse()) {
            throw new IllegalArgumentException("jcstress does not take " + args);
        }
        return options;
    }

    private Verdict run() throws IOException, TopologyParseException {
        VMSupport.initFlags(options);
        VMSupport.detectAvailableVMConfigs(
                options.isSplitCompilation(), options.getJvmArgs(), options.getJvmArgsPrepend());
        List<TestConfig> runs = new ArrayList<>();
        int places = Math.max(MOST_ACTORS, options.getCPUCount());
        Scheduler scheduler = new Scheduler(new PresetRegularTopology(1, places, 1), places);
        Predicate<String> wanted = Pattern.compile(options.getTestFilter()).asPredicate();
        TestList.tests().stream().filter(wanted).forEach(scenario -> {
            TestInfo info = TestList.getInfo(scenario);
            scheduler
                    .scheduleClasses(info.threads(), places, AffinityMode.NONE)
                    .forEach(place -> runs.addAll(runs(info, place)));
        });
        Collections.shuffle(runs);
        SerializedBufferCollector sink = new SerializedBufferCollector(results);
        new TestExecutor(options.verbosity(), sink, scheduler).runAll(runs);
        sink.close();
        return new Verdict(runs, results.getTestResults());
    }

    /** A scenario in each kind of JVM. */
    private List<TestConfig> runs(TestInfo info, SchedulingClass place) {
        return VMSupport.getAvailableVMConfigs().stream()
                // No lock is tested here: what is different about locks would be the same run again.
                .filter(jvm -> !jvm.args().contains("-XX:+UseBiasedLocking"))
                .map(jvm -> new TestConfig(options, info, 0, jvm.args(), CompileMode.UNIFIED, place))
                .toList();
    }
}
