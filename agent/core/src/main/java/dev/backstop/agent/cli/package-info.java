/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command line of the agent's jar. Runs in a JVM of its own, in a loader that sees the attach API. */
@NullMarked
package dev.backstop.agent.cli;

import org.jspecify.annotations.NullMarked;
