/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A web application that knows nothing of Backstop: its {@code web.xml} alone does. */
@NullMarked
package dev.backstop.example;

import org.jspecify.annotations.NullMarked;
