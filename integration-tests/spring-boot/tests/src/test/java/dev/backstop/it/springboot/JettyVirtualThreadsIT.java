/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import org.junit.jupiter.api.condition.EnabledIf;

/** On Jetty, with a virtual thread for each request. */
@EnabledIf(value = "dev.backstop.it.springboot.Build#hasVirtualThreads", disabledReason = "needs JDK 21 or newer")
class JettyVirtualThreadsIT extends Deployment {
    JettyVirtualThreadsIT() {
        super(Container.JETTY, "virtual-", "--spring.threads.virtual.enabled=true");
    }
}
