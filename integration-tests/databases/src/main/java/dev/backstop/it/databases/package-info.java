/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Real databases for tests, as plain processes on loopback, and a network that can be taken away.
 *
 * <p>Imports the JDK only.
 */
@NullMarked
package dev.backstop.it.databases;

import org.jspecify.annotations.NullMarked;
