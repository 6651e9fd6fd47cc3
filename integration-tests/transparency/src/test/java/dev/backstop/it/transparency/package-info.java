/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a filter that wraps the response must not disturb, a rule of the Servlet specification in each class. The same servlets run in
 * each container without Backstop and with it, and what comes over the wire is compared.
 *
 * <p>Loaded by: the tests' JVM. Imports the JDK, the Servlet API and JUnit; containers are in {@code server}, their application is in
 * {@code site}.
 */
@NullMarked
package dev.backstop.it.transparency;

import org.jspecify.annotations.NullMarked;
