/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The environment gives the agent to every JVM of a user, the JDK's own tools among them, and scripts read what these say. */
class JdkToolsIT {
    @RegisterExtension
    final Jvms jvms = new Jvms();

    @Test
    void jpsListsJvms() throws Exception {
        Jvm server = jvms.serve(Container.JETTY, Launch.of());

        Jvm jps = run("jps", "-l");

        assertFalse(jps.out().lines(server.pid(), Container.JETTY.launcher()).isEmpty(), jps::toString);
    }

    @Test
    void jcmdAsksAJvm() throws Exception {
        Jvm server = jvms.serve(Container.JETTY, Launch.of());

        Jvm jcmd = run("jcmd", server.pid(), "VM.version");

        assertFalse(jcmd.out().lines("JDK").isEmpty(), jcmd::toString);
    }

    @Test
    void javacCompilesAndJavapReads() throws Exception {
        Path source = Files.writeString(jvms.folder().resolve("Hello.java"), "class Hello {}\n");

        run("javac", source.toString());
        Jvm javap = run("javap", source.resolveSibling("Hello.class").toString());

        assertEquals(List.of("class Hello {"), javap.out().lines("class Hello"));
    }

    @Test
    void keytoolMakesAKey() throws Exception {
        Path keys = jvms.folder().resolve("keys.p12");

        run(
                "keytool",
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-storepass",
                "changeit",
                "-keystore",
                keys.toString());

        assertTrue(Files.size(keys) > 0);
    }

    @Test
    void jarPacks() throws Exception {
        Path file = Files.writeString(jvms.folder().resolve("readme.txt"), "hello\n");
        Path jar = jvms.folder().resolve("packed.jar");

        run(
                "jar",
                "--create",
                "--file",
                jar.toString(),
                "-C",
                jvms.folder().toString(),
                file.getFileName().toString());

        assertTrue(Files.size(jar) > 0);
    }

    /** Asked for more often than anything else, and by scripts. */
    @Test
    void javaTellsItsVersion() throws Exception {
        run("java", "-version");
    }

    /** The command line of the agent itself is no application. */
    @Test
    void theAgentsOwnCommandLineTellsItsVersion() throws Exception {
        Jvm cli = run("java", "-jar", Build.agent().toString(), "--version");

        assertEquals(1, cli.out().lines("backstop-agent ").size(), cli::toString);
    }

    /** Runs it with the agent in the environment: it must succeed, and the JVM alone may say that it has picked something up. */
    private Jvm run(String tool, String... arguments) throws Exception {
        Jvm jvm = jvms.run(tool, Launch.of(arguments).agentByEnvironment());
        assertEquals(0, jvm.end(), jvm::toString);
        assertEquals(List.of(), jvm.err().agentLines(), jvm::toString);
        return jvm;
    }
}
