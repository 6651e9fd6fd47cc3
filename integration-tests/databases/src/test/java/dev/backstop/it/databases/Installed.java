/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.databases;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** Databases that are not installed: a named skip, and a failure where everything has to be there. */
final class Installed {
    private Installed() {}

    static void orSkip(String name, boolean installed) {
        if (installed) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            fail(name + " is not installed");
        }
        abort(name + " is not installed: integration-tests/provision install databases");
    }
}
