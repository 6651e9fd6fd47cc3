/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.javaagent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;

/**
 * The agent's way in: from {@code -javaagent}, from an attach, and from the command line. It only opens the loader in which everything
 * else is. Compiled for Java 8, so that an older JVM gets a line and not an error. Never throws, but from {@code main}.
 */
public final class Agent {
    private static final int OLDEST_JAVA = 17;
    private static final String CORE = "BACKSTOP/agent/";

    private Agent() {}

    /** Called by the JVM before the application's {@code main}. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, false);
    }

    /** Called by the JVM when the agent is attached to it. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, true);
    }

    /** The command line; {@code --help} says what there is. */
    public static void main(String[] arguments) throws Exception {
        if (javaVersion() < OLDEST_JAVA) {
            System.err.println(unsupported());
            System.exit(2);
        }
        // The attach API is seen from the system loader only.
        NestedLoader loader = new NestedLoader(jar(), ClassLoader.getSystemClassLoader(), CORE);
        Class<?> cli = loader.loadClass("dev.backstop.agent.cli.Cli");
        int code = (Integer) cli.getMethod("run", String[].class, File.class).invoke(null, arguments, jar());
        System.exit(code);
    }

    private static void start(String arguments, Instrumentation instrumentation, boolean late) {
        try {
            if (javaVersion() < OLDEST_JAVA) {
                System.err.println(unsupported());
            } else if (!runsNothing() && !isLeftAlone(System.getProperty("sun.java.command", ""), jar().getName())) {
                NestedLoader loader = new NestedLoader(jar(), platformLoader(), CORE);
                loader.loadClass("dev.backstop.agent.Start")
                        .getMethod("start", String.class, Instrumentation.class, File.class, boolean.class)
                        .invoke(null, arguments, instrumentation, jar(), late);
            }
        } catch (Throwable e) {
            System.err.println("backstop: the agent cannot start, the application runs without it: " + e
                    + (e.getCause() == null ? "" : ", " + e.getCause()));
        }
    }

    private static String unsupported() {
        return "backstop: the agent needs Java " + OLDEST_JAVA + " or newer and this is " + javaVersion()
                + "; the application runs without it";
    }

    /** {@code java -version} and its like. A program that embeds a JVM gives no command either, but it has a class path. */
    private static boolean runsNothing() {
        return System.getProperty("sun.java.command") == null
                && System.getProperty("java.class.path", "").isEmpty()
                && System.getProperty("jdk.module.path") == null;
    }

    /** {@code JAVA_TOOL_OPTIONS} are for every JVM of the machine, the JDK's own tools and this command line among them. */
    static boolean isLeftAlone(String command, String agentJar) {
        String main = command.split(" ", 2)[0];
        return main.equals(agentJar)
                || main.endsWith("/" + agentJar)
                || command.startsWith("jdk.")
                || command.startsWith("sun.tools.")
                || command.startsWith("com.sun.tools.")
                || command.startsWith("sun.security.tools.")
                || command.startsWith("java.rmi/sun.rmi.")
                || command.startsWith("java.base/sun.security.tools.");
    }

    private static int javaVersion() {
        String version = System.getProperty("java.specification.version", "0");
        return version.startsWith("1.") ? Integer.parseInt(version.substring(2)) : Integer.parseInt(version);
    }

    private static File jar() throws IOException {
        try {
            return new File(Agent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the agent's jar has no path", e);
        }
    }

    private static ClassLoader platformLoader() throws ReflectiveOperationException {
        // Not in the Java 8 that this class is compiled for.
        return (ClassLoader)
                ClassLoader.class.getMethod("getPlatformClassLoader").invoke(null);
    }
}
