/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The container is in a loader that asks others for {@code java.*} and the modules of the JDK only, as in OSGi. */
class NarrowLoaderIT {
    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(Container.class)
    void guardsInALoaderThatSeesNothingOfAnAgent(Container container) throws Exception {
        Jvm server = jvms.serve(narrow(container).agent());

        Answers.assertGuarded(server);
        Answers.assertPage(server);
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, names = "TOMCAT11")
    void guardsThereWhenItIsAttachedLate(Container container) throws Exception {
        Jvm server = jvms.serve(narrow(container));
        Answers.assertBare(server);

        jvms.cli("attach", server.pid());

        Answers.assertGuarded(server);
    }

    private Launch narrow(Container container) throws Exception {
        String application =
                WebApplication.bare(jvms.folder().resolve("webapp")).toString();
        Path own = Build.target().resolve("classes");
        return Launch.of("dev.backstop.it.agent.server.NarrowLauncher")
                .arguments((container.isTomcat() ? own : container.launcherClasses()).toString())
                .arguments(container.jars().toString())
                // The other launcher of Tomcat has it look for its applications' classes in the system loader.
                .arguments(container.isTomcat() ? "dev.backstop.it.agent.server.ServingTomcat" : container.launcher())
                .arguments(application, "0")
                .with("-cp", own.toString());
    }
}
