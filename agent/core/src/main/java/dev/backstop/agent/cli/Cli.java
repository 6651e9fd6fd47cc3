/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import dev.backstop.agent.AgentJar;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;

/** The command line of the agent's jar: attaches it to JVMs of the same user that run already. */
public final class Cli {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final File jar;
    private final PrintStream out;
    private final PrintStream err;

    private Cli(File jar, PrintStream out, PrintStream err) {
        this.jar = jar;
        this.out = out;
        this.err = err;
    }

    /**
     * Does what the arguments say.
     *
     * @param jar the agent's, which goes to the other JVM
     * @return the exit code: 0 if it is done, 1 if it failed, 2 if the arguments cannot be understood
     */
    public static int run(String[] arguments, File jar) {
        return new Cli(jar, System.out, System.err).run(List.of(arguments));
    }

    private int run(List<String> arguments) {
        String command = arguments.isEmpty() ? "--help" : arguments.get(0);
        int count = arguments.size();
        if (command.equals("--help") && count <= 1) {
            return help();
        } else if (command.equals("--version") && count == 1) {
            return version();
        } else if (command.equals("list") && count == 1) {
            return list();
        } else if (command.equals("attach") && (count == 2 || count == 3)) {
            return load(arguments.get(1), count == 3 ? arguments.get(2) : "", "attached");
        } else if (command.equals("detach") && count == 2) {
            return load(arguments.get(1), "detach", "detached");
        }
        err.println("backstop: cannot understand '" + String.join(" ", arguments) + "', see --help");
        return MISUSED;
    }

    private int help() {
        String name = jar.getName();
        out.print("""
            Backstop makes a Java web application answer for itself when it fails behind a proxy.

            With the application:   java -javaagent:%NAME% ...
                                    JAVA_TOOL_OPTIONS=-javaagent:%NAME%
                                    settings follow as =name=value,name=value
            To one that runs:       java -jar %NAME% attach <pid> [name=value,...]
            Off again:              java -jar %NAME% detach <pid>
            Which there are:        java -jar %NAME% list
                                    java -jar %NAME% --version
            """.replace("%NAME%", name));
        return DONE;
    }

    private int version() {
        try {
            out.println("backstop-agent " + new AgentJar(jar).version());
            return DONE;
        } catch (IOException e) {
            err.println("backstop: " + jar + " cannot be read: " + e.getMessage());
            return FAILED;
        }
    }

    private int list() {
        long own = ProcessHandle.current().pid();
        VirtualMachine.list().stream()
                .filter(machine -> !machine.id().equals(Long.toString(own)))
                .sorted(Comparator.comparing(VirtualMachineDescriptor::id))
                .forEach(machine -> out.println(machine.id() + ' ' + machine.displayName()));
        return DONE;
    }

    private int load(String pid, String agentArguments, String done) {
        VirtualMachine machine;
        try {
            machine = VirtualMachine.attach(pid);
        } catch (AttachNotSupportedException | IOException e) {
            err.println("backstop: cannot attach to " + pid + ": " + e.getMessage()
                    + "; is it a JVM of this user, without -XX:+DisableAttachMechanism?");
            return FAILED;
        }
        try {
            machine.loadAgent(jar.getAbsolutePath(), agentArguments);
            out.println(done + ": " + pid + "; what the agent says is in the log of that JVM's standard error");
            return DONE;
        } catch (AgentLoadException | AgentInitializationException | IOException e) {
            err.println("backstop: " + pid + " does not take the agent: " + e.getMessage());
            return FAILED;
        } finally {
            try {
                machine.detach();
            } catch (IOException e) {
                err.println("backstop: the connection to " + pid + " is lost: " + e.getMessage());
            }
        }
    }
}
