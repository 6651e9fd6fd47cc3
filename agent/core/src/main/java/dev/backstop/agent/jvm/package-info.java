/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the JDK itself tells: threads that die, tasks that stop, the end of the JVM. */
@NullMarked
package dev.backstop.agent.jvm;

import org.jspecify.annotations.NullMarked;
