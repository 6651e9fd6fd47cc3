/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Pages that fail or hang on the thread of their request. */
@NullMarked
package dev.backstop.it.bookshop.faults;

import org.jspecify.annotations.NullMarked;
