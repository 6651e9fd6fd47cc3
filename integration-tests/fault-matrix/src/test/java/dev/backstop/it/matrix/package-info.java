/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The fault matrix: each fault and each page, in each container, bare and guarded, direct and behind each proxy, judged on raw
 * bytes.
 *
 * <p>Loaded by: the tests' JVM. Containers and proxies are processes of their own. Imports the JDK, JUnit, Jackson, and the list
 * of faults and pages from the web application.
 */
package dev.backstop.it.matrix;
