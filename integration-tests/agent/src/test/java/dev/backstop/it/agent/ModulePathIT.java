/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The container is made of named modules, which read nothing of an agent. */
class ModulePathIT {
    @RegisterExtension
    final Jvms jvms = new Jvms();

    @Test
    void guardsInAContainerOfNamedModules() throws Exception {
        Jvm server = jvms.serve(onModulePath(Container.JETTY).agent());

        Answers.assertGuarded(server);
        Answers.assertPage(server);
    }

    @Test
    void guardsThereWhenItIsAttachedLate() throws Exception {
        Jvm server = jvms.serve(onModulePath(Container.JETTY));
        Answers.assertBare(server);

        jvms.cli("attach", server.pid());

        Answers.assertGuarded(server);
    }

    private Launch onModulePath(Container container) throws Exception {
        String application =
                WebApplication.bare(jvms.folder().resolve("webapp")).toString();
        return Launch.of(container.launcher(), application, "0")
                .with("--module-path", container.jars().toString(), "--add-modules", "ALL-MODULE-PATH")
                .with("-cp", container.launcherClasses().toString());
    }
}
