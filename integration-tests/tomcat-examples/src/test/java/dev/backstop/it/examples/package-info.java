/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tomcat's own applications, as they come with Tomcat, asked the same thing twice: without Backstop and with its jar in
 * {@code WEB-INF/lib}.
 *
 * <p>Loaded by: the tests' JVM. Each Tomcat is a process of its own. Imports the JDK, JUnit, JSpecify, and {@code dev.backstop.it.wire}.
 */
@NullMarked
package dev.backstop.it.examples;

import org.jspecify.annotations.NullMarked;
