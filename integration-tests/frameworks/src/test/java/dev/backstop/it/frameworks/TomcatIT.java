/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import java.nio.file.Path;

/** The frameworks in Tomcat. */
class TomcatIT extends Frameworks {

    @Override
    EmbeddedServer startServer() throws Exception {
        return new TomcatServer(Path.of("target", "tomcat"));
    }
}
