/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A Spring Boot application as people write them: MVC, Data JDBC and Actuator. */
@NullMarked
package dev.backstop.it.bookshop;

import org.jspecify.annotations.NullMarked;
