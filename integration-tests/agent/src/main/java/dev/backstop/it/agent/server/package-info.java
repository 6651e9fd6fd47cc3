/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Servers that the launchers of the containers are not: in a loader that sees little, and with applications that come and go.
 *
 * <p>Loaded by: JVMs that the tests start. Imports the JDK, and for Tomcat Tomcat.
 */
@NullMarked
package dev.backstop.it.agent.server;

import org.jspecify.annotations.NullMarked;
