/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Compares the runs of Undertow's own servlet tests without the filter and with it.
 *
 * <p>Loaded by: the tests' JVM. Reads the reports of the runs and imports nothing but the JDK and JUnit.
 */
package dev.backstop.it.conformance;
