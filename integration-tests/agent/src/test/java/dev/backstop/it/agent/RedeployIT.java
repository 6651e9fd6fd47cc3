/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.io.File;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The agent outlives the applications, and keeps nothing of them. */
class RedeployIT {
    private static final int DEPLOYMENTS = 50;
    /** After so many, everything is loaded that is needed for one. */
    private static final int FIRST = 5;

    private static final Pattern LINE = Pattern.compile("deployed (\\d+) loaders (\\d+) classes (\\d+)");

    @RegisterExtension
    final Jvms jvms = new Jvms();

    @Test
    void fiftyDeploymentsLeaveNothingBehind() throws Exception {
        Jvm server = jvms.start(Launch.of("dev.backstop.it.agent.server.RedeployingTomcat")
                .arguments(WebApplication.bare(jvms.folder().resolve("webapp")).toString())
                .arguments(Integer.toString(DEPLOYMENTS), Integer.toString(FIRST))
                .with("-cp", Build.target().resolve("classes") + File.pathSeparator + Container.TOMCAT11.jars() + "/*")
                // There is nothing in the application's jars that Tomcat would find.
                .with("-Dtomcat.util.scan.StandardJarScanFilter.jarsToSkip=*")
                // Or JDK 17 makes classes for what is called by reflection often, some deployments later.
                .with("-Dsun.reflect.inflationThreshold=" + Integer.MAX_VALUE)
                .agent());

        assertEquals(0, server.end(), server::toString);
        List<String> last = server.out().lines("deployed " + DEPLOYMENTS);
        assertEquals(1, last.size(), server::toString);
        Matcher before = match(server.out().lines("deployed " + FIRST + ' ').get(0));
        Matcher after = match(last.get(0));

        assertTrue(number(after, 2) <= number(before, 2), () -> before.group() + ", " + after.group());
        // What the JDK makes for reflection that is used often comes later; what a deployment left would be there 45
        // times.
        assertTrue(
                number(after, 3) - number(before, 3) < DEPLOYMENTS - FIRST,
                () -> before.group() + ", " + after.group());
        assertEquals(
                DEPLOYMENTS,
                server.err().lines(Container.TOMCAT11.filterLine("/again")).size(),
                server::toString);
    }

    private static Matcher match(String line) {
        Matcher matcher = LINE.matcher(line);
        assertTrue(matcher.matches(), line);
        return matcher;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
