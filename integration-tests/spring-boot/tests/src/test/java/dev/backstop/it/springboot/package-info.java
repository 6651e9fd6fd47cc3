/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a Spring Boot application does with Backstop, and the same application without it, each in a JVM of its own. */
@NullMarked
package dev.backstop.it.springboot;

import org.jspecify.annotations.NullMarked;
