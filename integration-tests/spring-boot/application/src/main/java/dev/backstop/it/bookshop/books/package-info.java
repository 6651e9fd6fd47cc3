/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Books in the database: reading and writing them by REST, and errors that the application answers itself. */
@NullMarked
package dev.backstop.it.bookshop.books;

import org.jspecify.annotations.NullMarked;
