/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Filters of frameworks that wrap requests and responses themselves: Backstop around them, and they around Backstop.
 *
 * <p>Loaded by: the tests' JVM, in which the servers run, too. Imports the servlet API, both containers, the frameworks, JUnit,
 * JSpecify, and {@code dev.backstop.it.wire}.
 */
@NullMarked
package dev.backstop.it.frameworks;

import org.jspecify.annotations.NullMarked;
