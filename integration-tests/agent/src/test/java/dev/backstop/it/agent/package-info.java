/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The agent's jar in JVMs of their own: as it comes in, with what is there already, and how it goes.
 *
 * <p>Loaded by: the tests' JVM. All that is tested runs in others. Imports the JDK, JUnit and the bytes of {@code wire}.
 */
@NullMarked
package dev.backstop.it.agent;

import org.jspecify.annotations.NullMarked;
