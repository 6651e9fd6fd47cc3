/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What else a page can be: redirects, sessions, files, ranges, uploads, compressed text. */
@NullMarked
package dev.backstop.it.bookshop.pages;

import org.jspecify.annotations.NullMarked;
