/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The application that all containers run: what it does at which path, each test says.
 *
 * <p>Loaded by: the tests' JVM. Imports the Servlet API and the filter, and nothing of a container.
 */
@NullMarked
package dev.backstop.it.transparency.site;

import org.jspecify.annotations.NullMarked;
