/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tomcat, Jetty and Undertow, embedded, each on an ephemeral port of loopback.
 *
 * <p>Loaded by: the tests' JVM. Imports the Servlet API and the containers.
 */
@NullMarked
package dev.backstop.it.transparency.server;

import org.jspecify.annotations.NullMarked;
