/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The agent over JMX. Nothing here is loaded in a JVM whose application or operator does not use JMX. */
@NullMarked
package dev.backstop.agent.management;

import org.jspecify.annotations.NullMarked;
