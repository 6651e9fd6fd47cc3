/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The container's classes come out of an archive that the JVM has made of an earlier run, some of them before any agent is asked.
 *
 * <p>Where the agent is asked when the JVM loads a class, and changes it, the JVM reads it anew from its jar, and leaves the one in the
 * archive: it must, because that is another class. The same holds for an archive that was made with the agent: the JVM keeps no class
 * that was changed. So the class that is woven comes out of an archive only where it is loaded before the agent is.
 */
class ClassDataSharingIT {
    private static final String WOVEN = "org.eclipse.jetty.ee10.servlet.ServletHandler";
    /** Of the same jar. */
    private static final String NOT_WOVEN = "org.eclipse.jetty.ee10.servlet.ServletContextHandler";

    private static final String AGENT = "dev.backstop.javaagent.Agent";
    private static final String ARCHIVE = "source: shared objects file";

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @Test
    void guardsWithAnArchiveOfTheApplicationAlone() throws Exception {
        Path archive = train(jetty().with("-XX:ArchiveClassesAtExit=" + archive()));
        Launch withArchive = jetty().with("-XX:SharedArchiveFile=" + archive);

        Output bare = serveBare(withArchive);
        assertFrom(ARCHIVE, bare, WOVEN);

        Output guarded = serveGuarded(withArchive.agent());
        assertFrom(ARCHIVE, guarded, NOT_WOVEN);
        assertFrom("jetty-ee10-servlet", guarded, WOVEN);
    }

    /** Which the JVM makes for tests only, as it says. */
    @Test
    void guardsWithAnArchiveOfTheApplicationAndTheAgent() throws Exception {
        Launch allowed = jetty().with("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent")
                .agent();
        Path archive = train(allowed.with("-XX:ArchiveClassesAtExit=" + archive()));

        Output guarded = serveGuarded(allowed.with("-XX:SharedArchiveFile=" + archive));
        assertFrom(ARCHIVE, guarded, NOT_WOVEN);
        assertFrom("jetty-ee10-servlet", guarded, WOVEN);
    }

    @Test
    void guardsWithAnAheadOfTimeCacheOfTheApplicationAndTheAgent() throws Exception {
        assertGuardedWithCacheOf(jetty().agent());
    }

    @Test
    void guardsWithAnAheadOfTimeCacheOfTheApplicationAndTheAgentWithoutThreads() throws Exception {
        assertGuardedWithCacheOf(jetty().agent("agent.threads=off"));
    }

    private void assertGuardedWithCacheOf(Launch trained) throws Exception {
        assumeAheadOfTimeCaches();
        Path cache = train(trained.with("-XX:AOTCacheOutput=" + archive()));

        Output guarded = serveGuarded(jetty().agent().with("-XX:AOTCache=" + cache));
        assertFrom(ARCHIVE, guarded, NOT_WOVEN);
        assertFrom("jetty-ee10-servlet", guarded, WOVEN);
    }

    /**
     * As the JVM takes no cache that was made without an agent once there is one, it is made with the agent switched off. Then the class is
     * in the cache, and is loaded before the agent can be asked.
     */
    @Test
    void guardsWhereTheWovenClassIsLoadedFromAnAheadOfTimeCacheBeforeTheAgent() throws Exception {
        assumeAheadOfTimeCaches();
        Launch off = jetty().agent().with("-Dbackstop.agent.enabled=false");
        Path cache = train(off.with("-XX:AOTCacheOutput=" + archive()));

        Output guarded = serveGuarded(jetty().agent().with("-XX:AOTCache=" + cache));
        assertFrom(ARCHIVE, guarded, WOVEN);
        List<String> order = guarded.lines().stream()
                .filter(line -> line.contains(' ' + WOVEN + ' ') || line.contains(' ' + AGENT + ' '))
                .toList();
        assertTrue(order.get(0).contains(WOVEN), order::toString);
    }

    private static void assumeAheadOfTimeCaches() {
        assumeTrue(Build.feature() >= 25, () -> "JDK " + Build.feature() + " makes no ahead-of-time cache in one step");
    }

    private Path archive() {
        return jvms.folder().resolve("archive");
    }

    private Launch jetty() throws IOException {
        Path application = jvms.folder().resolve("webapp");
        if (!Files.exists(application)) {
            WebApplication.bare(application);
        }
        return Launch.of(Container.JETTY.launcher(), application.toString(), "0")
                .with(Container.JETTY.jarPathOptions());
    }

    /** Runs what is archived then, at the end. */
    private Path train(Launch launch) throws Exception {
        Jvm server = jvms.serve(launch);
        Answers.assertPage(server);
        server.get(Answers.FAULT);
        assertEquals(0, server.end(), server::toString);
        assertTrue(Files.size(archive()) > 0, server::toString);
        return archive();
    }

    /** Returns where its classes came from. */
    private Output serveGuarded(Launch launch) throws Exception {
        Path classes = jvms.folder().resolve("classes-guarded.txt");
        Jvm server = jvms.serve(launch.with("-Xlog:class+load:file=" + classes));
        Answers.assertGuarded(server);
        Answers.assertPage(server);
        return new Output(classes);
    }

    private Output serveBare(Launch launch) throws Exception {
        Path classes = jvms.folder().resolve("classes-bare.txt");
        Jvm server = jvms.serve(launch.with("-Xlog:class+load:file=" + classes));
        Answers.assertBare(server);
        return new Output(classes);
    }

    private static void assertFrom(String source, Output classes, String className) {
        List<String> loaded = classes.lines(' ' + className + ' ');
        assertFalse(loaded.isEmpty(), className);
        assertTrue(loaded.get(0).contains(source), loaded::toString);
    }
}
